import type { TimeRange } from '@polyspool/contracts/time-range';

/** Our own choice: pauses of a quarter to half a second are usual in speech (Lundholm Fors 2015), longer ones are noticed. */
const leastSeconds = 0.5;

/** What lies between the first and the last word. */
export function pausesBetween(speech: readonly TimeRange[]) {
  const lengths = speech
    .slice(1)
    .map(({ startSeconds }, index) => startSeconds - (speech[index]?.endSeconds ?? startSeconds))
    .filter((seconds) => seconds >= leastSeconds);
  const sum = lengths.reduce((total, seconds) => total + seconds, 0);
  return {
    count: lengths.length,
    meanSeconds: lengths.length > 0 ? sum / lengths.length : 0,
    longestSeconds: lengths.reduce((longest, seconds) => Math.max(longest, seconds), 0),
  };
}
