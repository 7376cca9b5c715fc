import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import { determinersOf } from './determiners.js';
import { factsIn } from './kept-facts.js';

/** In these every noun has a capital, so that a capital tells no name. */
const capitalNouns: ReadonlySet<string> = new Set(['de', 'lb', 'nds', 'gsw', 'bar']);

/** Of letters that have a case: among others, as in Chinese, it is a word of its own. */
export const nameWord = /[\p{Lu}\p{Ll}\p{Lt}][\p{Lu}\p{Ll}\p{Lt}\p{M}\p{N}]*/gu;

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
/** `the `, `l’`. */
const wordBefore = /(\p{L}+)[\s’']+$/u;
const longestBefore = 20;

type Sign = 'spelling' | 'capital' | 'beginning';

interface Candidate {
  readonly word: string;
  /** Why it may be a name: one at the beginning of a sentence is, where it has a capital elsewhere, too. */
  readonly sign: Sign;
  readonly isAfterDeterminer: boolean;
}

export interface NameRules {
  readonly language: Language;
  /** Words that are no names, in lower case. */
  readonly isWord: (lowerCase: string) => boolean;
  /** Those alone that are told by their spelling: in another script, others are written otherwise. */
  readonly bySpelling?: boolean;
}

/**
 * Words that seem to be names, text by text of one document: those with capitals or digits within, those all in capitals, and, in
 * languages in which only names have one, those with a capital inside a sentence that never stand after an article. Of texts that
 * are all in capitals or have a capital at most words, as headings, nobody can tell.
 */
export function namesIn(texts: readonly string[], { language, isWord, bySpelling }: NameRules): Set<string>[] {
  const found = texts.map((text) => candidatesIn(text, language).filter(({ word }) => !isWord(word.toLowerCase())));
  const all = found.flat();
  const common = new Set(all.flatMap(({ word, isAfterDeterminer }) => (isAfterDeterminer ? [word] : [])));
  const inside = new Set(all.flatMap(({ word, sign }) => (sign === 'capital' ? [word] : [])));
  const isName = ({ word, sign }: Candidate) =>
    sign === 'spelling' || (!bySpelling && inside.has(word) && !common.has(word));
  return found.map((candidates) => new Set(candidates.filter(isName).map(({ word }) => word)));
}

function candidatesIn(text: string, language: Language): Candidate[] {
  if (!/[\p{Ll}\p{Lo}]{2}/u.test(text)) return [];
  const places = factsIn(text).filter(({ from, to }) => /\p{L}/u.test(text.slice(from, to)));
  const words = [...text.matchAll(nameWord)].filter(({ index }) =>
    places.every(({ from, to }) => index < from || index >= to),
  );
  const said = words.map(([word]) => word);
  const tellsNames = !capitalNouns.has(primaryLanguage(language)) && !isTitle(text, said);
  const determiners = determinersOf(language);
  return words.flatMap(({ 0: word, index }): Candidate[] => {
    if (mixed.test(word) || acronym.test(word)) return [{ word, sign: 'spelling', isAfterDeterminer: false }];
    if (!tellsNames || !capitalized.test(word) || word.length < 3) return [];
    const [before, after] = [text.slice(0, index), text.slice(index + word.length)];
    if (numbered.test(after)) return [];
    const isAfterDeterminer = determiners.has(wordBefore.exec(before.slice(-longestBefore))?.[1]?.toLowerCase() ?? '');
    const begins = beginning.test(before) && !initial.test(before);
    return [{ word, sign: begins ? 'beginning' : 'capital', isAfterDeterminer }];
  });
}

function isTitle(text: string, words: readonly string[]) {
  if (/[.!?]["”’»)]*\s*$/u.test(text)) return false;
  const long = words.filter((word) => word.length > 3);
  return long.length > 1 && long.filter((word) => /^\p{Lu}/u.test(word)).length > long.length / 2;
}
