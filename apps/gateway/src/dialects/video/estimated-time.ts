import type { Eta } from '@polyspool/contracts/job-status';

/** What was said before anybody knew better. */
const usualTime = '2-5 minutes';

/** Of a forecast, as people say it: `2-5 minutes`, `1 minute`, `less than a minute`. */
export function estimatedTime(eta: Eta | undefined, now = Date.now()): string {
  if (!eta) return usualTime;
  const [soonest, latest] = [eta.p50, eta.p90].map((at) => Math.ceil((Date.parse(at) - now) / 60_000)) as [
    number,
    number,
  ];
  const from = Math.max(1, soonest);
  if (latest > from) return `${from}-${latest} minutes`;
  if (Date.parse(eta.p90) - now < 60_000) return 'less than a minute';
  return from === 1 ? '1 minute' : `${from} minutes`;
}
