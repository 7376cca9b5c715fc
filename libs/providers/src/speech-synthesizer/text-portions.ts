import type { Language } from '@polyspool/contracts/languages';

/** A text in sentences; one that is longer than engines take at once, at its spaces or wherever it has to be. */
export function sentencesOf(text: string, language: Language, maxCharacters = 600): string[] {
  const segments = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text.replace(/\s+/gu, ' '));
  return [...segments]
    .map(({ segment }) => segment.trim())
    .filter(Boolean)
    .flatMap((one) => cut(one, maxCharacters));
}

/** As many sentences at once as fit. */
export function portionsOf(text: string, language: Language, maxCharacters: number): string[] {
  const portions: string[] = [];
  for (const sentence of sentencesOf(text, language, maxCharacters)) {
    const joined = `${portions.at(-1) ?? ''} ${sentence}`;
    if (portions.length > 0 && joined.length <= maxCharacters) portions[portions.length - 1] = joined;
    else portions.push(sentence);
  }
  return portions;
}

function cut(sentence: string, maxCharacters: number): string[] {
  if (sentence.length <= maxCharacters) return [sentence];
  const space = sentence.lastIndexOf(' ', maxCharacters);
  const end = space > 0 ? space : wholeLettersTo(sentence, maxCharacters);
  return [sentence.slice(0, end), ...cut(sentence.slice(end).trim(), maxCharacters)];
}

/** A letter of two code units stays one. */
const wholeLettersTo = (text: string, end: number) => (/[\ud800-\udbff]/.test(text[end - 1] ?? '') ? end - 1 : end);
