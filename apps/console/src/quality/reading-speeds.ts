import type { Segment } from '@polyspool/contracts/segments';

export interface SpeedBar {
  readonly startSeconds: number;
  /** The fastest line of this stretch. */
  readonly charactersPerSecond: number;
}

/** Reading speed over the recording, in at most `bars` stretches of the same length. */
export function readingSpeeds(segments: readonly Segment[], bars: number): SpeedBar[] {
  const end = Math.max(0, ...segments.slice(-50).map(({ endSeconds }) => endSeconds));
  if (end === 0) return [];
  const length = end / bars;
  const fastest = new Array<number>(bars).fill(0);
  for (const { text, startSeconds, endSeconds } of segments) {
    const at = Math.min(bars - 1, Math.floor(startSeconds / length));
    const shownSeconds = endSeconds - startSeconds;
    if (shownSeconds > 0) fastest[at] = Math.max(fastest[at] ?? 0, charactersOf(text) / shownSeconds);
  }
  return fastest.map((charactersPerSecond, at) => ({ startSeconds: at * length, charactersPerSecond }));
}

/** As a reader counts them: a letter with its accents is one. */
const charactersOf = (text: string) => [...graphemes.segment(text)].length;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
