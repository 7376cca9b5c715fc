import type { Segment } from '@polyspool/contracts/segments';
import type { TimeRange } from '@polyspool/contracts/time-range';

/** Segments heard in a stretch of the recording, with their times in the whole. None reaches over the stretch's ends. */
export function placeInRecording(segments: readonly Segment[], { startSeconds, endSeconds }: TimeRange): Segment[] {
  const place = <Timed extends TimeRange>(timed: Timed): Timed => ({
    ...timed,
    startSeconds: toMilliseconds(Math.min(startSeconds + timed.startSeconds, endSeconds)),
    endSeconds: toMilliseconds(Math.min(startSeconds + timed.endSeconds, endSeconds)),
  });
  return segments.map((segment) => ({ ...place(segment), words: segment.words.map(place) }));
}

const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;
