import { Injectable } from '@nestjs/common';
import { countEnds } from '@polyspool/database/job-counters';
import type { LoggedJob } from '@polyspool/database/logged-job';
import { Logger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import { lifeOf } from './life-of.js';

/** What of a job's life happens here is written down and counted here; the rest is job-status's. */
@Injectable()
export class LifeLog {
  readonly #accepted;
  readonly #countEnd;

  constructor(
    readonly log: Logger,
    metrics: Metrics,
  ) {
    this.#accepted = metrics.counter({
      name: 'job_accepted_total',
      help: 'Jobs that were asked for and accepted, also to run once more',
      labels: ['queue', 'type'],
    });
    this.#countEnd = countEnds(metrics, ['cancelled']);
  }

  enqueued(job: LoggedJob) {
    this.log.info(lifeOf(job), 'Job enqueued');
    this.#accepted.inc({ queue: job.queue, type: job.type });
  }

  cancelled(job: LoggedJob) {
    this.log.info(lifeOf(job), 'Job cancelled');
    this.#countEnd({ queue: job.queue, status: 'cancelled' });
  }
}
