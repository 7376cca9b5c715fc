import type { JobContract } from '@polyspool/contracts/define-jobs';
import type { JobsOptions } from 'bullmq';

/** What a contract says, in BullMQ's words. Nothing is removed by age: the reader of the events does that. */
export const bullOptionsOf = (
  { retries, backoff }: Pick<JobContract, 'retries' | 'backoff'>,
  jobId: string,
  priority?: number,
): JobsOptions => ({
  jobId,
  // 1 goes first; of equals the one that came first.
  ...(priority && { priority }),
  attempts: retries + 1,
  backoff: { type: backoff.type, delay: backoff.delayMs, jitter: backoff.jitter },
});
