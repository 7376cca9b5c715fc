import { type ChoicePort, engineBehind } from '@polyspool/contracts/engines';
import { AppError } from '@polyspool/contracts/errors';
import type { RunningJob } from '@polyspool/jobs/job-handler';

/** An engine that has too much to do is asked again after that, and a little later, not all at once. */
const busyDelayMs = 5_000;
const spreadMs = 2_000;

export type ReachingJob = Pick<RunningJob, 'call' | 'ask' | 'retryLater'>;

/** An engine as a job reaches it: while it is away or busy, the job makes way and comes back, at no cost in attempts. */
export interface ReachedEngine {
  /** For work. */
  call<Answer>(work: () => Promise<Answer>): Promise<Answer>;
  /** For what costs it nothing. */
  ask<Answer>(question: () => Promise<Answer>): Promise<Answer>;
}

/** `engine`: undefined where one of this machine is to be found first. */
export function reachEngine(job: ReachingJob, port: ChoicePort, engine: string | undefined): ReachedEngine {
  const name = engine === undefined ? undefined : engineBehind(port, engine);
  return {
    call: (work) => unlessBusy(job, name ? job.call(name, work) : work()),
    ask: (question) => unlessBusy(job, name ? job.ask(name, question) : question()),
  };
}

async function unlessBusy<Answer>({ retryLater }: ReachingJob, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'engine.busy') throw error;
    return retryLater(busyDelayMs + Math.random() * spreadMs);
  }
}
