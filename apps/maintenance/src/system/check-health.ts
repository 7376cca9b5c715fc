import { Injectable } from '@nestjs/common';
import type { systemJobs } from '@polyspool/contracts/system';
import { JobRecords } from '@polyspool/database/job-records';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { pause } from '@polyspool/service/pause';
import { type CheckResult, checkWithin, Readiness } from '@polyspool/service/readiness';

type HealthJob = RunningJob<typeof systemJobs.healthCheck>;

const recordedWithinMs = 5_000;
const lookAgainMs = 25;

/** Every store on its own; and the queue both ways: that this job runs, and that its start is recorded. */
@Injectable()
export class CheckHealth implements JobHandler<typeof systemJobs.healthCheck> {
  constructor(
    private readonly readiness: Readiness,
    private readonly jobs: JobRecords,
  ) {}

  async run(job: HealthJob) {
    const roundTrip = { name: 'queue', check: () => this.#recorded(job) };
    const results = await Promise.all([this.readiness.results(), checkWithin(roundTrip, recordedWithinMs)]);
    job.signal.throwIfAborted();
    const checks = results.flat().map(said);
    const status = checks.every(({ ok }) => ok) ? ('healthy' as const) : ('degraded' as const);
    return { status, checks };
  }

  /** Resolves once job-status has written that this job runs. */
  async #recorded({ id, signal }: HealthJob) {
    const until = AbortSignal.any([signal, AbortSignal.timeout(recordedWithinMs)]);
    while (!until.aborted) {
      if ((await this.jobs.find(id, undefined))?.startedAt) return;
      await pause(lookAgainMs, until);
    }
    throw new Error('Nobody has recorded that this job runs');
  }
}

const said = ({ name, error, ms }: CheckResult) => ({
  name,
  ok: error === undefined,
  ms: Math.round(ms),
  ...(error !== undefined && { detail: error instanceof Error ? error.message : String(error) }),
});
