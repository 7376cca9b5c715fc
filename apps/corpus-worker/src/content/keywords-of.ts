import type { Language } from '@polyspool/contracts/languages';
import { commonWordsPath } from '@polyspool/providers/lexicon/frequency-list';
import { readFile } from 'node:fs/promises';

export interface Keyword {
  readonly word: string;
  readonly count: number;
}

/** They hold sentences together, whatever is spoken about. */
const functionWords = 200;
const mostKeywords = 20;
/** Shorter ones mean little; letters are counted as people see them. */
const leastLetters = 3;

/**
 * The words that tell what is spoken about: said often here, and seldom elsewhere. Where no list says what is common in the
 * language, those that are said most. English stands between the words of many languages, and its small words tell nothing there either.
 */
export async function keywordsOf(words: readonly string[], language: Language): Promise<Keyword[]> {
  const own = await commonWords(language);
  const english = await commonWords('en');
  const isSmall = (word: string) => (own.get(word) ?? english.get(word) ?? Infinity) <= functionWords;
  const weightOf = (word: string) => Math.log(own.get(word) ?? own.size + 2);
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .filter(([word]) => lettersIn(word) >= leastLetters && !isSmall(word))
    .map(([word, count]) => ({ word, count, weight: count * weightOf(word) }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, mostKeywords)
    .map(({ word, count }) => ({ word, count }));
}

/** Ranks of words; none where there is no list. */
async function commonWords(language: Language): Promise<ReadonlyMap<string, number>> {
  const path = commonWordsPath(language);
  if (path === undefined) return new Map();
  return new Map((await readFile(path, 'utf8')).split('\n').map((line, index) => [line.trim(), index + 1]));
}

/** A syllable of an Indian script has a letter or more of its own, and is one to people. */
function lettersIn(word: string) {
  const isOneLetterAWord = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+$/u.test(word);
  return isOneLetterAWord ? leastLetters : [...word].length;
}
