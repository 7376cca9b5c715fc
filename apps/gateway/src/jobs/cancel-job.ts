import { Injectable } from '@nestjs/common';
import { visibleTo } from '@polyspool/access/access';
import { AppError } from '@polyspool/contracts/errors';
import type { Job } from '@polyspool/contracts/job-status';
import { JobRecords } from '@polyspool/database/job-records';
import type { Person } from '@polyspool/database/people';
import { LifeLog } from './life-log.js';

@Injectable()
export class CancelJob {
  constructor(
    private readonly jobs: JobRecords,
    private readonly life: LifeLog,
  ) {}

  /** Throws what `JobRecords.cancel` does. */
  run(by: Person, id: string): Promise<Job> {
    // One that came to a worker ends later, and its line is written then.
    return this.jobs.cancel(id, visibleTo(by), (ended) => this.life.cancelled(ended));
  }

  /** For callers to whom it is over, whether it had ended or not. */
  async ifOpen(by: Person, id: string) {
    await this.run(by, id).catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'job.alreadyFinished')) throw error;
    });
  }
}
