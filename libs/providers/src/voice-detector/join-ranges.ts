import type { TimeRange } from '@polyspool/contracts/time-range';

/** Makes one of ranges between which there is less than a gap worth having. Takes and answers them in time order, cut to the recording. */
export function joinRanges(
  ranges: readonly TimeRange[],
  leastGapSeconds: number,
  durationSeconds: number,
): TimeRange[] {
  const joined: { startSeconds: number; endSeconds: number }[] = [];
  for (const range of ranges) {
    const startSeconds = Math.max(0, range.startSeconds);
    const endSeconds = Math.min(durationSeconds, range.endSeconds);
    if (endSeconds <= startSeconds) continue;
    const last = joined.at(-1);
    if (last && startSeconds - last.endSeconds < leastGapSeconds)
      last.endSeconds = Math.max(last.endSeconds, endSeconds);
    else joined.push({ startSeconds, endSeconds });
  }
  return joined;
}
