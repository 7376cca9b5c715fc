import { type Language, wordSeparator } from '@polyspool/contracts/languages';
import type { TimedWord } from '@polyspool/contracts/segments';

const wordsOfTitle = 6;

export interface TitledScene {
  readonly heading: string;
  readonly words: readonly (readonly TimedWord[])[];
}

/** The heading of a scene, else how it begins, else its number. */
export function chapterTitle({ heading, words }: TitledScene, index: number, language: Language): string {
  if (heading) return heading;
  const said = words.flat().map(({ text }) => text);
  if (said.length === 0) return String(index + 1);
  const beginning = said.slice(0, wordsOfTitle).join(wordSeparator(language));
  return said.length > wordsOfTitle ? `${beginning} …` : beginning;
}
