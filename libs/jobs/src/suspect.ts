import { AppError } from '@polyspool/contracts/errors';
import type { Job } from 'bullmq';
import type { QueuedJob } from './job-messages.js';

/** So many workers may end under a job before it has to run alone, */
const deathsInCompany = 2;
/** and so many more when it was alone, before it is held to be the reason. */
const deathsAlone = 2;

/** Workers have ended under it: it may be the reason, or may only have run beside the reason. */
export const isSuspect = ({ stalledCounter }: Job) => stalledCounter >= deathsInCompany;

/**
 * Runs what should be alone. That it began is written down before, and taken back after: what is left written down are
 * workers that ended meanwhile. Throws `job.poison` when they were too many.
 */
export async function onTrial<Result>(job: Job<QueuedJob>, work: () => Promise<Result>): Promise<Result> {
  const { deaths = 0 } = job.data;
  if (deaths >= deathsAlone) throw new AppError('job.poison', 'It ended its worker too often');
  const write = (count: number) => job.updateData({ ...job.data, deaths: count });
  await write(deaths + 1);
  try {
    return await work();
  } finally {
    // Gone already when it has moved on in the meantime: then nobody asks any more.
    await write(deaths).catch(() => undefined);
  }
}
