import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import { languageName } from '@polyspool/providers/translation/language-name';
import type { LanguagePair } from '@polyspool/providers/translation/language-pair';
import { scriptOf } from '@polyspool/providers/translation/script-of';
import { supportsPair } from '@polyspool/providers/translation/supports-pair';
import type { Translator } from '@polyspool/providers/translator/translator';
import type { TranslateJob } from './translate-pdf.js';

type Asking = Pick<TranslateJob, 'call'>;

interface DocumentPair extends LanguagePair {
  /** Nobody has named the language of the document. */
  readonly isIdentified?: boolean;
}

/** Before anything is done that would be for nothing. Throws `engine.unsupportedPair`. */
export async function requirePair(job: Asking, translator: Translator, pair: DocumentPair) {
  const { from, to, isIdentified = false } = pair;
  const [source, target] = [languageName(from), languageName(to)];
  const doubt = isIdentified ? `. If it is not in ${source}, please name its language` : '';
  if (isSame(pair)) {
    const detail = `The document is in ${source}: there is nothing to translate to ${target}${doubt}`;
    throw new AppError('engine.unsupportedPair', detail);
  }
  if (await supportsPair(job, translator, { from, to }, 'documentTranslator')) return;
  const { engine } = await translator.describe(from, to);
  const detail = `The translator ${engine} cannot translate from ${source} to ${target}${doubt}`;
  throw new AppError('engine.unsupportedPair', detail);
}

/** Where both tags name another script or region it is another way of writing: that is for the translator to say. */
function isSame({ from, to }: LanguagePair) {
  if (from === to) return true;
  if (primaryLanguage(from) !== primaryLanguage(to) || scriptOf(from) !== scriptOf(to)) return false;
  return !isRegional(from) || !isRegional(to);
}

const isRegional = (tag: Language) => /-(?:[A-Z]{2}|\d{3})(?:-|$)/.test(tag);

/** As far as can be said before the language of the document is known. Throws `engine.unsupportedPair`. */
export async function requireTarget({ call }: Asking, translator: Translator, to: Language) {
  const reaches = () => translator.reaches(to);
  // One that has to be asked and is away is waited for, as when it translates.
  if (await reaches().catch(() => call('documentTranslator', reaches))) return;
  const { engine } = await translator.describe(to, to);
  throw new AppError('engine.unsupportedPair', `The translator ${engine} translates nothing to ${languageName(to)}`);
}
