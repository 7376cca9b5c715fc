import type { Eta, Reused } from '@polyspool/contracts/job-status';
import { forecastDuration, roughDuration, secondsUntil } from '../ui/durations.js';

/** `Done in about 4 min, at most 6 min`. */
export function whenDone({ p50, p90 }: Eta, now: number): string {
  const [likely, longest] = [secondsUntil(p50, now), secondsUntil(p90, now)];
  if (longest <= 0) return 'Done any moment now';
  const [about, atMost] = [forecastDuration(likely), forecastDuration(longest)];
  if (likely <= 0) return `Done any moment now, at most ${atMost}`;
  return about === atMost ? `Done in about ${about}` : `Done in about ${about}, at most ${atMost}`;
}

/** `about 4 min left`, for a list. */
export function whenDoneInBrief({ p50 }: Eta, now: number): string {
  const left = secondsUntil(p50, now);
  return left > 0 ? `about ${forecastDuration(left)} left` : 'any moment now';
}

/** `5 steps taken from earlier work, 40 s saved`. */
export function whatWasReused({ steps, savedSeconds }: Reused): string {
  const taken = `${steps} ${steps === 1 ? 'step' : 'steps'} taken from earlier work`;
  return savedSeconds >= 1 ? `${taken}, ${roughDuration(savedSeconds)} saved` : taken;
}
