import { AppError } from '@polyspool/contracts/errors';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { hash } from 'node:crypto';
import { foundStep } from './found-step.js';

/** Keeps what other jobs over the same file go on with, and answers how they find it: keys of storage stay among workers. */
export async function handOn(job: Pick<RunningJob, 'step'>, name: string, made: object): Promise<string> {
  const sha256 = hash('sha256', JSON.stringify(made));
  await job.step(name, [sha256], () => Promise.resolve(made));
  return sha256;
}

/** Throws `storage.missing` where it is not kept any more. */
export async function handedOn<Made>(job: Pick<RunningJob, 'step'>, name: string, sha256: string): Promise<Made> {
  const made = await foundStep<Made>(job, name, [sha256]);
  if (made === undefined) throw new AppError('storage.missing', `The ${name} that a part of the job has made is gone`);
  return made;
}
