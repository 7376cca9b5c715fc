import { AppError } from '@polyspool/contracts/errors';
import type { Metrics } from '@polyspool/service/metrics';
import { jobBuckets } from './job-buckets.js';

/** What a job leaves its slot for. `waiting`: not yet, be it given back, put off, or that it waits for its parts. */
export type Leaving = 'succeeded' | 'failed' | 'cancelled' | 'waiting';

export const slotTimes = (metrics: Metrics) =>
  metrics.histogram({
    name: 'job_attempt_duration_seconds',
    help: 'How long a job had a slot, each time that it has left one; what it waits for in between has none',
    labels: ['queue', 'type', 'outcome'],
    buckets: jobBuckets,
  });

/** By what its entry threw. A move that Redis refuses is no end: the job is, or will be, with another worker. */
export function leavingBy(error: unknown): Leaving {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof AppError)) return 'waiting';
  return cause.code === 'job.cancelled' ? 'cancelled' : 'failed';
}
