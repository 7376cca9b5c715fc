import { AppError } from '@polyspool/contracts/errors';
import type { LanguagePair } from '@polyspool/providers/translation/language-pair';
import { supportsPair } from '@polyspool/providers/translation/supports-pair';
import type { Translator } from '@polyspool/providers/translator/translator';
import type { TranslateJob } from './translate-pdf.js';

/** Before anything is done that would be for nothing. Throws `engine.unsupportedPair`. */
export async function requirePair(job: TranslateJob, translator: Translator, pair: LanguagePair) {
  if (await supportsPair(job, translator, pair, 'documentTranslator')) return;
  const { engine } = await translator.describe(pair.from, pair.to);
  throw new AppError('engine.unsupportedPair', `${engine} cannot translate ${pair.from} to ${pair.to}`);
}
