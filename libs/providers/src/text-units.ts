import { wordSeparator, type Language } from '@polyspool/contracts/languages';

/** Words as the script writes them; where it puts no spaces, as a dictionary would, with the punctuation after them. */
export function textUnits(text: string, language: Language): string[] {
  if (wordSeparator(language) === ' ') return text.split(/\s+/u).filter(Boolean);
  const units: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    const unit = segment.trim();
    const last = units.at(-1);
    if (!unit) continue;
    if (isWordLike || last === undefined) units.push(unit);
    else units[units.length - 1] = last + unit;
  }
  return units;
}
