import type { Segment } from '@polyspool/contracts/segments';

/** Index of the segment that is spoken at `seconds`; -1 in a pause. Segments are in order. */
export const segmentAt = (segments: readonly Segment[], seconds: number) =>
  segments.findLastIndex((segment) => segment.startSeconds <= seconds && seconds < segment.endSeconds);
