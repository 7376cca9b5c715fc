import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import { languageName } from '@polyspool/providers/translation/language-name';
import type { LanguagePair } from '@polyspool/providers/translation/language-pair';
import { supportsPair } from '@polyspool/providers/translation/supports-pair';
import type { Translator } from '@polyspool/providers/translator/translator';
import type { TranslateJob } from './translate-pdf.js';

type Asking = Pick<TranslateJob, 'call'>;

/** Before anything is done that would be for nothing. Throws `engine.unsupportedPair`. */
export async function requirePair(job: Asking, translator: Translator, { from, to }: LanguagePair) {
  const [source, target] = [languageName(from), languageName(to)];
  if (primaryLanguage(from) === primaryLanguage(to))
    throw new AppError(
      'engine.unsupportedPair',
      `The document is in ${source}: there is nothing to translate to ${target}`,
    );
  if (await supportsPair(job, translator, { from, to }, 'documentTranslator')) return;
  const { engine } = await translator.describe(from, to);
  throw new AppError('engine.unsupportedPair', `The translator ${engine} cannot translate from ${source} to ${target}`);
}

/** As far as can be said before the language of the document is known. Throws `engine.unsupportedPair`. */
export async function requireTarget({ call }: Asking, translator: Translator, to: Language) {
  const reaches = () => translator.reaches(to);
  // One that has to be asked and is away is waited for, as when it translates.
  if (await reaches().catch(() => call('documentTranslator', reaches))) return;
  const { engine } = await translator.describe(to, to);
  throw new AppError('engine.unsupportedPair', `The translator ${engine} translates nothing to ${languageName(to)}`);
}
