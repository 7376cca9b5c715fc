import type { RunningJob } from '@polyspool/jobs/job-handler';

/** Well below the soft limit, which the longest of the steps has to keep by itself. */
const turnMs = 180_000;

/**
 * An hour of speech takes longer than an attempt may. What is done is kept by steps: after its turn a job gives back its slot and
 * goes on behind the others, at no cost in attempts.
 */
export class Turn {
  private readonly begunAt = performance.now();

  constructor(
    private readonly job: Pick<RunningJob, 'retryLater'>,
    private readonly lengthMs = turnMs,
  ) {}

  /** To be asked between two steps. */
  async goesOn() {
    if (performance.now() - this.begunAt > this.lengthMs) await this.job.retryLater(0);
  }
}
