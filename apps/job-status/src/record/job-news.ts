import { Injectable } from '@nestjs/common';
import type { ExpiredJob } from '@polyspool/database/outbox';
import { Logger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import type { NewKind } from './bury-failed.js';
import { JobMeasures, type Measured } from './job-measures.js';
import { type LifeLine, lifeLine, writeLife } from './life-log.js';

export interface News extends Measured {
  readonly lines: readonly LifeLine[];
  readonly kinds: readonly NewKind[];
}

/** Tells those who run the system what was recorded, once it is committed: in the log, and in the metrics. */
@Injectable()
export class JobNews {
  readonly #measures: JobMeasures;

  constructor(
    readonly log: Logger,
    metrics: Metrics,
  ) {
    this.#measures = new JobMeasures(metrics);
  }

  recorded(queue: string, news: News) {
    writeLife(this.log, news.lines);
    for (const kind of news.kinds) this.log.error({ ...kind }, 'A job has failed in a new way');
    this.#measures.measure(queue, news);
  }

  expired(jobs: readonly ExpiredJob[]) {
    const lines = jobs.map((job) => lifeLine(job, 'expired', 0));
    writeLife(this.log, lines);
    for (const { queue } of jobs) {
      this.#measures.countEnd({ queue, status: 'expired', error: { code: 'job.expired', detail: '' } });
    }
  }

  putAgain(queue: string, jobs: number) {
    this.log.warn({ queue, jobs }, 'Jobs that Redis had lost are put again');
    this.#measures.reconciled(queue, jobs);
  }

  heardLate(queue: string, jobs: number) {
    this.#measures.reconciled(queue, jobs);
  }
}
