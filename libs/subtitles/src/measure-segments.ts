import type { Segment } from '@polyspool/contracts/segments';
import type { TimeRange } from '@polyspool/contracts/time-range';
import type { Measured } from './measure-cues.js';

export interface MeasuredSegment {
  readonly segment: Segment;
  readonly measures: readonly Measured[];
}

/** What can be told of segments as they were heard. `speech` is sorted; without it silences are not known. */
export function* measureSegments(
  segments: Iterable<Segment>,
  speech: readonly TimeRange[] | undefined,
): Generator<MeasuredSegment> {
  const distance = speech && distanceTo(speech);
  let endedSeconds = 0;
  let textBefore = '';
  let repeats = 0;
  for (const segment of segments) {
    const { startSeconds, endSeconds, confidence } = segment;
    const text = wordsOnly(segment.text);
    repeats = text !== '' && text === textBefore ? repeats + 1 : 0;
    textBefore = text;
    const measures: Measured[] = [
      { check: 'overlap', value: Math.max(0, endedSeconds - startSeconds) },
      // A single word may well be said twice.
      { check: 'repeat', value: text.includes(' ') ? repeats : Math.max(0, repeats - 1) },
    ];
    if (confidence !== undefined) measures.push({ check: 'lowConfidence', value: confidence });
    if (distance) measures.push({ check: 'silentStart', value: distance(startSeconds) });
    endedSeconds = Math.max(endedSeconds, endSeconds);
    yield { segment, measures };
  }
}

const wordsOnly = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

/** Seconds from a moment to the nearest speech. Asked in time order, it never looks back. */
function distanceTo(speech: readonly TimeRange[]) {
  let next = 0;
  return (seconds: number) => {
    while (next < speech.length && speech[next]!.endSeconds < seconds) next++; // below the length
    const sinceBefore = next > 0 ? seconds - speech[next - 1]!.endSeconds : Infinity;
    const until = next < speech.length ? Math.max(0, speech[next]!.startSeconds - seconds) : Infinity;
    const nearest = Math.min(sinceBefore, until);
    return Number.isFinite(nearest) ? Math.max(0, nearest) : seconds;
  };
}
