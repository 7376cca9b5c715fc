import type { Segment } from '@polyspool/contracts/segments';

/** Going back shortly after the beginning of a line means the line before. */
const graceSeconds = 0.3;

/** The line before or after what is played at `seconds`; undefined at either end. */
export function neighbouringLine(
  segments: readonly Segment[],
  seconds: number,
  direction: 1 | -1,
): Segment | undefined {
  const at = segments.findLastIndex(({ startSeconds }) => startSeconds <= seconds + graceSeconds);
  if (direction > 0) return segments[at + 1];
  const current = segments[at];
  const isWithin = current !== undefined && seconds < current.endSeconds;
  return isWithin ? segments[at - 1] : current;
}

/** The line that was played last: in a pause, the one before it. */
export const lastLine = (segments: readonly Segment[], seconds: number) =>
  segments.findLast(({ startSeconds }) => startSeconds <= seconds + graceSeconds / 10);
