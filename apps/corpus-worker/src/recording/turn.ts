import type { RunningJob } from '@polyspool/jobs/job-handler';

/**
 * What is left of the soft limit of 300 s then is for the step that comes next. The longest there is, looking for speech in
 * four hours, took 104 s on two processors that five others wanted too.
 */
const turnMs = 90_000;

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
