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
  /** Where the way from job to job has come to, of what was asked for last: what is asked for each minute has gone far by evening. */
  readonly #reached = new Map<string, Reached>();

  constructor(private readonly submitJob: SubmitJob) {}

  /** With a key of the caller's own that one counts. */
  async submit(by: Person, request: JobRequest, ownKey?: string): Promise<Job> {
    if (ownKey !== undefined) return this.submitJob.run(by, request, ownKey);
    const name = `${by.id} ${keyOf(request, 'first')}`;
    const reached = this.#reached.get(name);
    let { key, until }: Partial<Reached> & Pick<Reached, 'key'> =
      reached && Date.now() < reached.until ? reached : { key: keyOf(request, 'first') };
    // After one that has ended comes the next one, under a key that follows from it.
    for (;;) {
      const job = await this.submitJob.run(by, request, key);
      until ??= Date.parse(job.createdAt) + keptMs;
      if (!isTerminal(job.status)) {
        this.#remember(name, { key, until });
        return job;
      }
      key = keyOf(request, job.id);
    }
  }

  #remember(name: string, reached: Reached) {
    this.#reached.delete(name); // so that the map is in the order of the last requests
    this.#reached.set(name, reached);
    const [oldest = ''] = this.#reached.keys();
    if (this.#reached.size > mostRemembered) this.#reached.delete(oldest);
  }
}

interface Reached {
  readonly key: string;
  /** When the first key of the way is forgotten (24 h), it begins anew, in each process. */
  readonly until: number;
}

const keptMs = (24 * 60 - 1) * 60_000;
const mostRemembered = 1_000;

const keyOf = (request: JobRequest, after: string) => `once:${requestHash({ request, after })}`;
