import { AppError } from './errors.js';
import { formatClock } from './format-clock.js';

/** Seconds from the start of the recording. */
export interface TimeRange {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** The unit of work of jobs that play a recording. */
export const mediaSeconds = 'mediaSeconds';

/** Players show whole seconds: an end rounded up is still the end. */
const roundingSeconds = 1;

/** The part of a recording that was asked for: to its end where nothing is said. Throws `media.rangeOutside`. */
export function requestedRange(asked: Partial<TimeRange>, durationSeconds: number): TimeRange {
  const { startSeconds = 0, endSeconds = durationSeconds } = asked;
  if (startSeconds < durationSeconds && endSeconds <= durationSeconds + roundingSeconds) {
    return { startSeconds, endSeconds: Math.min(endSeconds, durationSeconds) };
  }
  const detail = `${formatClock(startSeconds)} to ${formatClock(endSeconds)} was asked for, the recording ends at ${formatClock(durationSeconds)}`;
  throw new AppError('media.rangeOutside', detail);
}
