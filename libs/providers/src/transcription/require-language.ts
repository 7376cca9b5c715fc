import { AppError } from '@polyspool/contracts/errors';
import type { Transcriber } from '../transcriber/transcriber.js';

/** Asked before sound is extracted and cut. Throws `engine.unsupportedLanguage`. */
export async function requireLanguage(transcriber: Transcriber, language: string) {
  if (transcriber.supports(language)) return;
  const { engine } = await transcriber.describe();
  throw new AppError('engine.unsupportedLanguage', `${engine} does not know ${language}`);
}
