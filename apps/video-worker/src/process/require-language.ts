import { AppError } from '@polyspool/contracts/errors';
import type { Transcriber } from '@polyspool/providers/transcriber/transcriber';

/** Asked before sound is extracted and cut. Throws `engine.unsupportedLanguage`. */
export function requireLanguage(transcriber: Transcriber, language: string) {
  if (transcriber.supports(language)) return;
  throw new AppError('engine.unsupportedLanguage', `${transcriber.label.engine} does not know ${language}`);
}
