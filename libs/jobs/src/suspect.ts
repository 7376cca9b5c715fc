import { AppError } from '@polyspool/contracts/errors';
import type { Job } from 'bullmq';
import { type Isolation, NotAlone } from './isolation.js';
import type { QueuedJob } from './job-messages.js';
import { PutOff } from './put-off.js';

/** So many workers may end under a job before it has to run alone, */
const deathsInCompany = 2;
/** and so many more when it was alone, before it is held to be the reason. */
const deathsAlone = 2;
/** So often it steps back for those that do not leave, until it runs beside them: counted anew after each death. */
const mostVainTries = 5;
const leastAwayMs = 10_000;
const mostAwayMs = 30_000;

/** Workers have ended under it: it may be the reason, or may only have run beside the reason. */
export const isSuspect = ({ stalledCounter }: Job) => stalledCounter >= deathsInCompany;

export interface Suspect {
  readonly job: Job<QueuedJob>;
  readonly cancelled: AbortSignal;
}

/**
 * Runs it alone, or in company after it has tried that in vain too often: only what happens alone counts against it.
 * Throws `PutOff` where others stay too long, and `job.poison` when too many workers ended while it was alone.
 */
export async function runSuspect<Result>(
  isolation: Isolation,
  { job, cancelled }: Suspect,
  work: () => Promise<Result>,
): Promise<Result> {
  if ((job.data.deaths ?? 0) >= deathsAlone) throw new AppError('job.poison', 'It ended its worker too often');
  const { vainTries: last, ...data } = job.data;
  const stalls = job.stalledCounter;
  const tries = last?.stalls === stalls ? last.tries : 0;
  if (tries >= mostVainTries) return isolation.together(cancelled, work);
  try {
    return await isolation.alone(cancelled, () => onTrial(job, work));
  } catch (error) {
    if (!(error instanceof NotAlone)) throw error;
    await job.updateData({ ...data, vainTries: { stalls, tries: tries + 1 } });
    cancelled.throwIfAborted();
    const awayMs = leastAwayMs + Math.random() * (mostAwayMs - leastAwayMs);
    throw new PutOff({ reason: 'backoff', untilMs: Math.round(Date.now() + awayMs) });
  }
}

/** That it began is written down before, and taken back after: what is left written down are workers that ended meanwhile. */
async function onTrial<Result>(job: Job<QueuedJob>, work: () => Promise<Result>): Promise<Result> {
  const { deaths = 0 } = job.data;
  const write = (count: number) => job.updateData({ ...job.data, deaths: count });
  await write(deaths + 1);
  try {
    return await work();
  } finally {
    await write(deaths).catch(unlessGone);
  }
}

/** Gone when it has moved on in the meantime: then nobody asks any more. */
function unlessGone(error: unknown) {
  if (!(error instanceof Error && /Missing key for job/.test(error.message))) throw error;
}
