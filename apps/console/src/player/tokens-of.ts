import type { Segment } from '@polyspool/contracts/segments';

/** A piece of a line: a word to click, or what stands between words. */
export interface Token {
  readonly text: string;
  readonly isWord: boolean;
  /** Index of the timed word that it is part of; -1 where none is known. */
  readonly timedWord: number;
}

/** A line cut into words as its language does it, each with its place among the words that have times. */
export function tokensOf({ text, words }: Pick<Segment, 'text' | 'words'>, language: string): Token[] {
  const ranges = rangesOf(text, words);
  return [...segmenterOf(language).segment(text)].map(({ segment, index, isWordLike = false }) => ({
    text: segment,
    isWord: isWordLike,
    timedWord: ranges.findIndex(
      (range) => range !== undefined && index < range.to && index + segment.length > range.from,
    ),
  }));
}

/** Index of the word that is spoken at `seconds`; in the pauses within a line, of the one before. */
export const wordAt = (words: Segment['words'], seconds: number) =>
  words.findLastIndex((word) => word.startSeconds <= seconds);

/** Where each timed word stands in the text. A text that a person has put right has words without a place. */
function rangesOf(text: string, words: Segment['words']) {
  const plain = text.toLowerCase();
  let from = 0;
  return words.map((word) => {
    const wanted = word.text.trim().toLowerCase();
    const at = wanted ? plain.indexOf(wanted, from) : -1;
    if (at < 0) return undefined;
    from = at + wanted.length;
    return { from: at, to: from };
  });
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, known);
  return known;
}
