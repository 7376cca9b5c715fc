import type { TimeRange } from '@polyspool/contracts/time-range';

/** Those parts of `ranges` that lie in `bounds`. */
export function within(ranges: readonly TimeRange[], bounds: TimeRange): TimeRange[] {
  return ranges
    .map(({ startSeconds, endSeconds }) => ({
      startSeconds: Math.max(startSeconds, bounds.startSeconds),
      endSeconds: Math.min(endSeconds, bounds.endSeconds),
    }))
    .filter(({ startSeconds, endSeconds }) => startSeconds < endSeconds);
}
