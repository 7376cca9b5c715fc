import type { RunningJob } from '@polyspool/jobs/job-handler';

class NothingKept extends Error {}

/** What some job over the same file has kept of a step; undefined where none has. */
export async function foundStep<Result>(
  { step }: Pick<RunningJob, 'step'>,
  name: string,
  keyParts: readonly unknown[],
): Promise<Result | undefined> {
  try {
    return await step<Result>(name, keyParts, () => Promise.reject(new NothingKept()));
  } catch (error) {
    if (error instanceof NothingKept) return undefined;
    throw error;
  }
}
