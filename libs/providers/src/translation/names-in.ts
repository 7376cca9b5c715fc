import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import { factsIn } from './kept-facts.js';

/** In these every noun has a capital, so that a capital tells no name. */
const capitalNouns: ReadonlySet<string> = new Set(['de', 'lb', 'nds', 'gsw', 'bar']);

export const nameWord = /\p{L}[\p{L}\p{M}\p{N}]*/gu;

/** `iPhone`, `JavaScript`, `McDonald`; `GPT4`, `H2O`. */
const mixed = /\p{Ll}\p{Lu}|\p{Lu}.*\p{N}/u;
/** Shorter ones are too often those of organisations that have other ones elsewhere: EU, UN. */
const acronym = /^\p{Lu}{3,}$/u;
const capitalized = /^\p{Lu}\p{Ll}+$/u;
/** A sentence, a list item or a quotation may begin here, or a heading after its number. */
const beginning = /(?:^|[.!?:;…•·–—|*“”"«»„‘(\d])\s*$/u;
const initial = /(?<!\p{L})\p{Lu}\.\s*$/u;
/** `Table 3`, `Fig. 2`. */
const numbered = /^\.?\s*\d/u;

/**
 * Words of a text that seem to be names: those with capitals or digits within, those all in capitals, and, in languages in which
 * only names have one, those with a capital that begin no sentence. `isWord` knows words that are none, in lower case. Of texts
 * that are all in capitals or have a capital at most words, as headings, nobody can tell.
 */
export function namesIn(text: string, language: Language, isWord: (lowerCase: string) => boolean): Set<string> {
  const places = factsIn(text).filter(({ from, to }) => /\p{L}/u.test(text.slice(from, to)));
  const words = [...text.matchAll(nameWord)].filter(({ index }) =>
    places.every(({ from, to }) => index < from || index >= to),
  );
  if (!/\p{Ll}{2}/u.test(text)) return new Set();
  const tellsNames =
    !capitalNouns.has(primaryLanguage(language)) &&
    !isTitle(
      text,
      words.map(([word]) => word),
    );
  const names = words.filter(({ 0: word, index }) => {
    if (isWord(word.toLowerCase())) return false;
    if (mixed.test(word)) return true;
    if (acronym.test(word)) return true;
    if (!tellsNames || !capitalized.test(word) || word.length < 3) return false;
    const [before, after] = [text.slice(0, index), text.slice(index + word.length)];
    return (!beginning.test(before) || initial.test(before)) && !numbered.test(after);
  });
  return new Set(names.map(([word]) => word));
}

function isTitle(text: string, words: readonly string[]) {
  if (/[.!?]["”’»)]*\s*$/u.test(text)) return false;
  const long = words.filter((word) => word.length > 3);
  return long.length > 1 && long.filter((word) => /^\p{Lu}/u.test(word)).length > long.length / 2;
}
