import { AppError } from '@polyspool/contracts/errors';
import { formatClock } from './format-clock.js';
import type { Range } from './plan-chunks.js';

/** Players show whole seconds: an end rounded up is still the end. */
const roundingSeconds = 1;

/** The part of the recording that was asked for: to its end where nothing is said. */
export function requestedRange(asked: Partial<Range>, durationSeconds: number): Range {
  const { startSeconds = 0, endSeconds = durationSeconds } = asked;
  if (startSeconds < durationSeconds && endSeconds <= durationSeconds + roundingSeconds) {
    return { startSeconds, endSeconds: Math.min(endSeconds, durationSeconds) };
  }
  const detail = `${formatClock(startSeconds)} to ${formatClock(endSeconds)} was asked for, the recording ends at ${formatClock(durationSeconds)}`;
  throw new AppError('media.rangeOutside', detail);
}
