import { formatClock } from '@polyspool/contracts/format-clock';
import type { SlideContent } from '@polyspool/contracts/slides';
import type { Transcript } from '@polyspool/contracts/segments';
import type { Expression } from './choose-expressions.js';

const kindTitles = { idiom: 'Idiom', phrasalVerb: 'Phrasal verb', word: 'Word' } as const;

/** Dictionaries part senses by semicolons, the commonest first. */
export const firstSense = (gloss: string) => gloss.split(';')[0]?.trim() || gloss;

const graphemes = new Intl.Segmenter();

/** As much of a text as a slide takes. */
function cut(text: string, length: number) {
  if (text.length <= length) return text;
  const { index } = graphemes.segment(text).containing(length - 1) ?? { index: length - 1 };
  return `${text.slice(0, index).trimEnd()}…`;
}

/** What is shown before the clip in which an expression is said. */
export function expressionSlide(
  { entry, sentence }: Expression,
  { language, targetLanguage }: Transcript,
): SlideContent {
  const { lemma, kind, gloss, cefr } = entry;
  return {
    title: kindTitles[kind],
    expression: cut(lemma, 300),
    ...(gloss && { translation: cut(firstSense(gloss.text), 300) }),
    example: cut(sentence.text, 500),
    ...(sentence.translation && { exampleTranslation: cut(sentence.translation, 500) }),
    language,
    ...(targetLanguage !== undefined && { targetLanguage }),
    extra: { ...(cefr && { Level: cefr.level }), 'Heard at': formatClock(sentence.startSeconds) },
  };
}

const readSecondsPerLetter = 0.06;

/** Long enough to be read once. */
export function slideSeconds({ expression, translation = '', example = '' }: SlideContent) {
  const letters = expression.length + translation.length + example.length / 2;
  return Math.round(Math.min(8, Math.max(3, 2 + letters * readSecondsPerLetter)) * 10) / 10;
}
