import { Injectable } from '@nestjs/common';
import { gdprJobs } from '@polyspool/contracts/reports';
import { AppError } from '@polyspool/contracts/errors';
import { JobRecords } from '@polyspool/database/job-records';
import { PersonErasure } from '@polyspool/database/person-erasure';
import { pause } from '@polyspool/service/pause';

/** The gateway takes a key that was good to be good for 2 s. */
const keyTrustedMs = 2_500;
const lookAgainMs = 200;

/** Nobody comes in as them any more, and nothing of theirs runs. */
@Injectable()
export class StopPerson {
  constructor(
    private readonly erasure: PersonErasure,
    private readonly jobs: JobRecords,
  ) {}

  /** Answers when all has ended: what is asked to stop needs its time. */
  async run(userId: string, signal: AbortSignal, onWait: (open: number) => void) {
    for (;;) {
      signal.throwIfAborted();
      const lockedOutMs = await this.erasure.lockOut(userId);
      await this.erasure.claim(userId, gdprJobs.erase.name);
      const open = await this.erasure.openJobs(userId);
      if (!open.length && (lockedOutMs ?? Infinity) > keyTrustedMs) return;
      onWait(open.length);
      for (const job of open) if (!job.isPart && job.status !== 'cancelling') await this.#cancel(job.id);
      await pause(lookAgainMs, signal);
    }
  }

  async #cancel(id: string) {
    try {
      await this.jobs.cancel(id, undefined);
    } catch (error) {
      // It has ended of itself.
      if (!(error instanceof AppError) || error.code !== 'job.alreadyFinished') throw error;
    }
  }
}
