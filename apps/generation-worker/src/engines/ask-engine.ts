import type { EngineName } from '@polyspool/contracts/engines';
import { AppError } from '@polyspool/contracts/errors';
import type { RunningJob } from '@polyspool/jobs/job-handler';

/** An engine that has too much to do is asked again after that, and a little later, not all at once. */
const busyDelayMs = 5_000;
const spreadMs = 2_000;

export interface EngineQuestion {
  readonly port: EngineName;
  /** The breaker and the limit of calls are those of the standard engine: one that a job names beside it is simply tried again. */
  readonly isStandard: boolean;
}

/** Asks an engine for work. One that is busy costs no attempt: the job makes way, and comes back. */
export async function askEngine<Answer>(
  job: Pick<RunningJob, 'call' | 'retryLater'>,
  { port, isStandard }: EngineQuestion,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await (isStandard ? job.call(port, work) : work());
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'engine.busy') throw error;
    return job.retryLater(busyDelayMs + Math.random() * spreadMs);
  }
}
