const [second, minute, hour] = [1_000, 60_000, 3_600_000];

/** As Standard Webhooks proposes. */
const ladderMs = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;
/** So that what failed together does not come together again. */
const jitter = 0.2;

/** How long to wait after so many failed attempts; undefined where it is no use any more. */
export function retryInMs(failed: number, random = Math.random()): number | undefined {
  const delayMs = ladderMs[failed - 1];
  return delayMs === undefined ? undefined : Math.round(delayMs * (1 + jitter * (random - 0.5)));
}
