import { AppError } from '@polyspool/contracts/errors';
import { maxFilmSeconds } from '@polyspool/contracts/film';
import { formatClock } from '@polyspool/contracts/format-clock';

/** Throws `script.tooLong`. */
export function refuseTooLong(seconds: number): void {
  if (seconds <= maxFilmSeconds) return;
  throw new AppError(
    'script.tooLong',
    `It would play some ${formatClock(seconds)}, at most ${formatClock(maxFilmSeconds)}`,
  );
}
