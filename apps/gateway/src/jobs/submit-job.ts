import { Injectable } from '@nestjs/common';
import { catalogue } from '@polyspool/contracts/catalogue';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { Job } from '@polyspool/contracts/job-status';
import type { NewJob } from '@polyspool/database/accept-job';
import type { IdempotentRequest } from '@polyspool/database/idempotency-keys';
import { JobRecords } from '@polyspool/database/job-records';
import type { Person } from '@polyspool/database/people';
import { inputFolder, pack, PackingParts } from '@polyspool/jobs/packing/packed-input';
import { currentTraceparent } from '@polyspool/service/tracing';
import { v7 } from 'uuid';
import { askedLimits } from './asked-limits.js';
import { chosenQueue } from './chosen-queue.js';
import type { JobRequest } from './job-request.js';
import { LifeLog } from './life-log.js';
import { mayAskFor } from './may-ask-for.js';
import { PrepareInput } from './prepare-input.js';
import { requestHash } from './request-hash.js';

/** What a person may have open at once: root jobs that have not ended. */
export abstract class JobQuota {
  abstract readonly maxOpenJobs: number;
}

/** Checks a job at the edge, and accepts it. Redis is not in this path. */
@Injectable()
export class SubmitJob {
  constructor(
    private readonly jobs: JobRecords,
    private readonly prepareInput: PrepareInput,
    private readonly packing: PackingParts,
    private readonly quota: JobQuota,
    private readonly life: LifeLog,
  ) {}

  /**
   * With a key that came before it answers the job of that time, though the request may fit no longer. `asked`: what was sent,
   * where the request is made of it and of what may have changed since.
   */
  async run(person: Person, request: JobRequest, key?: string, asked: object = request): Promise<Job> {
    const idempotent = key === undefined ? undefined : { key, hash: requestHash(asked) };
    const known = idempotent && (await this.jobs.madeBy(person.id, idempotent));
    return known ?? this.#submit(person, request, idempotent);
  }

  async #submit(person: Person, request: JobRequest, idempotent: IdempotentRequest | undefined): Promise<Job> {
    const contract = contractFor(person, request.type);
    const { input, work } = await this.prepareInput.run(person, contract, request);
    const limits = askedLimits(contract, request.limits);
    const id = v7();
    const { type, projectId, priority, runAt, expiresAt, webhook } = request;
    const job: NewJob = {
      id,
      userId: person.id,
      projectId,
      type,
      queue: chosenQueue(contract, work),
      input: await pack(contract, id, input, this.packing),
      priority,
      limits,
      work,
      runAt: runAt ? new Date(runAt) : undefined,
      expiresAt: expiresAt ? new Date(expiresAt) : undefined,
      webhookId: webhook,
      traceparent: currentTraceparent(),
    };
    return this.#accept(job, idempotent);
  }

  /** Of a job that was refused no file stays. After any other error it may have been accepted all the same. */
  async #accept(job: NewJob, idempotent: IdempotentRequest | undefined): Promise<Job> {
    const forget = () => this.packing.storage.removeFolder(inputFolder(job.id));
    try {
      const accepted = await this.jobs.accept(job, this.quota.maxOpenJobs, idempotent);
      if (accepted.id === job.id) this.life.enqueued({ ...job, attempts: 0 });
      else await forget();
      return accepted;
    } catch (error) {
      if (isRefusal(error)) await forget();
      throw error;
    }
  }
}

const isRefusal = (error: unknown) =>
  error instanceof AppError && error.code !== 'service.unavailable' && error.code !== 'internal';

function contractFor(person: Person, type: string): JobContract {
  const contract = catalogue.get(type);
  if (!contract) throw new AppError('job.unknownType', `There is no job type ${type}`);
  if (!mayAskFor(person, contract)) {
    throw new AppError('auth.forbidden', `Only operators and administrators may ask for ${type}`);
  }
  return contract;
}
