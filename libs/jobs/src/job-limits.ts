import type { JobContract } from '@polyspool/contracts/define-jobs';
import type { QueuedJob } from './job-messages.js';
import type { TimeLimits } from './time-limits.js';

/** The limits that a job has asked for, up to the caps of its kind; where it has not, those of the queue. */
export function limitsOfJob(
  contract: Pick<JobContract, 'limitCaps' | 'softLimitMs' | 'hardLimitMs'>,
  usual: TimeLimits,
  wanted: QueuedJob['limits'],
): TimeLimits {
  if (wanted?.softLimitMs === undefined && wanted?.hardLimitMs === undefined) return usual;
  const caps = contract.limitCaps ?? contract;
  // One that may run longer until it is asked to stop is not ended before that.
  const hardWanted = wanted.hardLimitMs ?? Math.max(usual.hardLimitMs, wanted.softLimitMs ?? 0);
  const hardLimitMs = Math.min(hardWanted, caps.hardLimitMs);
  return {
    softLimitMs: Math.min(wanted.softLimitMs ?? usual.softLimitMs, caps.softLimitMs, hardLimitMs),
    hardLimitMs,
  };
}
