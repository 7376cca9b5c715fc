import type { Segment, TimedWord } from '@polyspool/contracts/segments';
import type { TimeRange } from '@polyspool/contracts/time-range';

/** What somebody says from the beginning of a sentence to its end: one segment or several. */
export interface SaidSentence extends TimeRange {
  readonly text: string;
  readonly translation?: string;
  readonly words: readonly TimedWord[];
  readonly segments: readonly Segment[];
  /** The least of its segments', where they say so. */
  readonly confidence?: number;
  /** It ends as a sentence does. Where the engine writes no full stops a pause ends it. */
  readonly isWhole: boolean;
}

const endsSentence = /[.!?…。！？؟।॥][\p{Pe}\p{Pf}"'”’]*$/u;
/** A transcript of which fewer segments end with a full stop has none. */
const leastPunctuatedShare = 0.2;
/** Whoever talks on for so long leaves no full stops. */
const longestSeconds = 30;
const longestPauseSeconds = 3;

/** Segments put together to sentences, in time order. */
export function saidSentences(segments: readonly Segment[]): SaidSentence[] {
  const spoken = segments.filter(({ text }) => text.trim() !== '');
  const ends = (segment: Segment) => endsSentence.test(segment.text.trim());
  const isPunctuated = spoken.filter(ends).length >= Math.max(1, spoken.length * leastPunctuatedShare);
  if (!isPunctuated) return spoken.map((segment) => sentenceOf([segment], true));

  const sentences: SaidSentence[] = [];
  let open: Segment[] = [];
  for (const segment of spoken) {
    if (open.length > 0 && isTooFar(open, segment)) {
      sentences.push(sentenceOf(open, false));
      open = [];
    }
    open.push(segment);
    if (!ends(segment)) continue;
    sentences.push(sentenceOf(open, true));
    open = [];
  }
  if (open.length > 0) sentences.push(sentenceOf(open, false));
  return sentences;
}

function isTooFar(open: readonly Segment[], next: Segment) {
  const [first, last] = [open[0], open.at(-1)];
  if (!first || !last) return false;
  return (
    next.startSeconds - last.endSeconds > longestPauseSeconds || next.endSeconds - first.startSeconds > longestSeconds
  );
}

function sentenceOf(segments: readonly Segment[], isWhole: boolean): SaidSentence {
  const joined = (texts: readonly (string | undefined)[]) => texts.map((text) => text?.trim()).join(' ');
  const translations = segments.map(({ translation }) => translation);
  const confidences = segments.map(({ confidence }) => confidence).filter((one) => one !== undefined);
  return {
    startSeconds: Math.min(...segments.map(({ startSeconds }) => startSeconds)),
    endSeconds: Math.max(...segments.map(({ endSeconds }) => endSeconds)),
    text: joined(segments.map(({ text }) => text)),
    ...(translations.every((text) => text !== undefined) && { translation: joined(translations) }),
    words: segments.flatMap(({ words }) => words),
    segments,
    ...(confidences.length > 0 && { confidence: Math.min(...confidences) }),
    isWhole,
  };
}
