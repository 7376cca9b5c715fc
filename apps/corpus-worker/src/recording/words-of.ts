import { primaryLanguage, type Language } from '@polyspool/contracts/languages';

/** The words of a text in small letters, in any script: as dictionaries of ICU divide it where no spaces do. */
export function wordsOf(text: string, language: Language): string[] {
  const segmenter = new Intl.Segmenter(primaryLanguage(language), { granularity: 'word' });
  return [...segmenter.segment(text)]
    .filter(({ isWordLike, segment }) => isWordLike && /\p{L}/u.test(segment))
    .map(({ segment }) => segment.toLocaleLowerCase(language));
}
