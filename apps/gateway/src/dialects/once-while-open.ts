import { Injectable } from '@nestjs/common';
import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import type { Person } from '@polyspool/database/people';
import type { JobRequest } from '../jobs/job-request.js';
import { requestHash } from '../jobs/request-hash.js';
import { SubmitJob } from '../jobs/submit-job.js';

/**
 * The systems before this one knew no `Idempotency-Key`, and a double click was two jobs of minutes each. Here the same
 * request of the same person answers the job that it has made before, as long as that has not ended.
 */
@Injectable()
export class OnceWhileOpen {
  constructor(private readonly submitJob: SubmitJob) {}

  /** With a key of the caller's own that one counts. */
  async submit(by: Person, request: JobRequest, ownKey?: string): Promise<Job> {
    if (ownKey !== undefined) return this.submitJob.run(by, request, ownKey);
    // After one that has ended comes the next one, under a key that follows from it.
    for (let key = keyOf(request, 'first'); ;) {
      const job = await this.submitJob.run(by, request, key);
      if (!isTerminal(job.status)) return job;
      key = keyOf(request, job.id);
    }
  }
}

const keyOf = (request: JobRequest, after: string) => `once:${requestHash({ request, after })}`;
