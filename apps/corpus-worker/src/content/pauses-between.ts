import type { TimeRange } from '@polyspool/contracts/time-range';

/** Shorter ones are part of speaking: Goldman-Eisler counts those from a quarter of a second on, listeners hear them later. */
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
