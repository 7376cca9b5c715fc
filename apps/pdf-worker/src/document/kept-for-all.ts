import type { RunningJob, StepFiles } from '@polyspool/jobs/job-handler';

interface Made<Result> {
  readonly result: Result;
  /** What another job may well do better: pages that could not be worked on this time. */
  readonly passing: readonly unknown[];
}

interface Work<Result, Kept> {
  readonly name: string;
  readonly key: readonly unknown[];
  readonly make: () => Promise<Made<Result>>;
  readonly keep: (result: Result, files: StepFiles) => Promise<Kept>;
}

/** A step whose result is kept for other jobs only where nothing in it is for this one. */
export async function keptForAll<Result, Kept>(
  job: Pick<RunningJob, 'id' | 'step'>,
  { name, key, make, keep }: Work<Result, Kept>,
): Promise<Kept> {
  const own: Made<Result>[] = [];
  try {
    return await job.step(name, key, async (files) => {
      const made = await make();
      if (made.passing.length === 0) return keep(made.result, files);
      own.push(made);
      throw new NotForOthers();
    });
  } catch (error) {
    const [made] = own;
    if (!(error instanceof NotForOthers) || !made) throw error;
    // A step by another name, since it is short: a process that ends must not take it for one that makes it all.
    return job.step(`${name} here`, [...key, job.id, made.passing], (files) => keep(made.result, files));
  }
}

class NotForOthers extends Error {}
