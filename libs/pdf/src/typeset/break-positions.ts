import { formulaMark } from './paragraph.js';
import LineBreaker from 'linebreak';

/** Where a line may end (UAX #14); scripts that write no spaces are cut into words by a dictionary. The last is the text's end. */
export function breakPositions(text: string, language: string): number[] {
  // A formula behaves like a word: it does not part from the punctuation around it.
  const breaker = new LineBreaker(text.replaceAll(formulaMark, 'x'));
  const found: number[] = [];
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) found.push(next.position);
  if (!unspaced.test(text)) return found;
  return [...new Set([...found, ...wordEnds(text, language)])].sort((one, other) => one - other);
}

/** Thai, Lao, Myanmar, Khmer. */
const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+/;

const segmenters = new Map<string, Intl.Segmenter>();

function wordEnds(text: string, language: string) {
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, segmenter);
  return [...text.matchAll(new RegExp(unspaced, 'g'))].flatMap(({ 0: stretch, index }) =>
    [...segmenter.segment(stretch)]
      .map((word) => word.index)
      .filter((at) => at > 0 && canStartLine.test(stretch.slice(at)))
      .map((at) => index + at),
  );
}

/** Not with a mark of the letter before, nor with a sign of repetition or an end of a sentence. */
const canStartLine = /^[^\p{M}\u0e2f\u0e46\u0eaf\u0ec6\u104a\u104b\u17d4-\u17d7]/u;
