import { primaryLanguage } from '@polyspool/contracts/languages';

const rightToLeftEmbedding = '\u202b';
const leftToRightEmbedding = '\u202a';
const popFormatting = '\u202c';

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const rightToLeftScripts = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm']);

/**
 * A line with letters of both directions, as its language reads it: players that lay out all lines from left to right would
 * move full stops and Latin words to the wrong side. Embeddings are understood by more players than isolates are.
 */
export function withBidiMarks(line: string, language: string): string {
  if (!rightToLeft.test(line)) return line;
  const embedding = readsRightToLeft(language) ? rightToLeftEmbedding : leftToRightEmbedding;
  return `${embedding}${line}${popFormatting}`;
}

export function readsRightToLeft(language: string) {
  return rightToLeftScripts.has(scriptOf(language));
}

/** The script that a language is usually written in, for example `Deva` for Hindi; `Zyyy` where nobody knows. */
export function scriptOf(language: string) {
  const known = scripts.get(language);
  if (known !== undefined) return known;
  const script = new Intl.Locale(isTag(language) ? language : primaryLanguage(language)).maximize().script ?? 'Zyyy';
  scripts.set(language, script);
  return script;
}

const scripts = new Map<string, string>();

/** The contract lets tags pass that are formed like one and mean nothing. */
function isTag(language: string) {
  try {
    return Intl.getCanonicalLocales(language).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
