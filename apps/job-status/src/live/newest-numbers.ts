import type { JobEvent } from '@polyspool/contracts/job-status';

const mostJobs = 10_000;

/** The number of the newest event of each job, of the jobs with the latest news. */
export class NewestNumbers {
  readonly #byJob = new Map<string, number>();

  get(jobId: string): number | undefined {
    return this.#byJob.get(jobId);
  }

  set({ jobId, seq }: JobEvent) {
    this.#byJob.delete(jobId); // so that the map is in the order of the last news
    this.#byJob.set(jobId, seq);
    const [oldest = ''] = this.#byJob.keys();
    if (this.#byJob.size > mostJobs) this.#byJob.delete(oldest);
  }
}
