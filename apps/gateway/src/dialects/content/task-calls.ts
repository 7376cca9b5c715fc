import { Injectable } from '@nestjs/common';
import { queueNames } from '@polyspool/contracts/catalogue';
import type { CeleryTask } from '@polyspool/contracts/celery/celery-task';
import { requestOf } from '@polyspool/contracts/celery/celery-tasks';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { parseInput } from '@polyspool/contracts/input';
import type { Job } from '@polyspool/contracts/job-status';
import { queueNamed } from '@polyspool/contracts/queues';
import { z } from 'zod';
import { JobRequest } from '../../jobs/job-request.js';
import type { Sender } from '../../jobs/sent-by.js';
import { SubmitJob } from '../../jobs/submit-job.js';
import { DialectOptions } from '../dialect-options.js';
import { NamedUploads } from './named-uploads.js';

const mostSeconds = 366 * 86_400;
const Seconds = z.number().nonnegative().max(mostSeconds);
const Limit = z.number().positive().max(mostSeconds);
const Moment = z.iso.datetime({ offset: true });

/** What Celery's `apply_async` takes, as Flower passes it on. */
export const TaskCall = z
  .strictObject({
    args: z.array(z.unknown()).max(50).default([]),
    kwargs: z.record(z.string(), z.unknown()).default({}),
    /** Starts then, and not before. */
    eta: Moment.optional(),
    /** Starts after so many seconds. */
    countdown: Seconds.optional(),
    /** Not started by then, or within so many seconds: it is not started any more. */
    expires: z.union([Moment, Seconds]).optional(),
    /** Ended after so many seconds of an attempt. Above what its kind may have, that holds. */
    time_limit: Limit.optional(),
    /** Asked to end after so many. */
    soft_time_limit: Limit.optional(),
    /** Known by the names of those systems, too. Which one a job goes into, its kind says. */
    queue: z
      .string()
      .refine((name) => queueNames.includes(queueNamed(name)), 'There is no such queue')
      .optional(),
  })
  .prefault({});
export type TaskCall = z.output<typeof TaskCall>;

/** Calls of tasks as jobs. */
@Injectable()
export class TaskCalls {
  constructor(
    private readonly uploads: NamedUploads,
    private readonly submitJob: SubmitJob,
    private readonly options: DialectOptions,
  ) {}

  async submit({ by, key }: Sender, task: CeleryTask, call: TaskCall): Promise<Job> {
    const { input: asked, projectId } = requestOf(task, call);
    const input = await this.uploads.putInto(this.#withLanguage(task, asked), by);
    const request = parseInput(JobRequest, {
      type: task.job.name,
      input,
      projectId,
      ...timesOf(call),
      ...limitsOf(task.job, call),
    });
    return this.submitJob.run(by, request, key, { task: task.job.name, call });
  }

  #withLanguage({ job }: CeleryTask, input: Readonly<Record<string, unknown>>) {
    if (!Object.hasOwn(input, 'targetLanguage') || input['targetLanguage'] !== undefined) return input;
    const { documentLanguage, videoLanguage } = this.options;
    return { ...input, targetLanguage: job.upload === 'document' ? documentLanguage : videoLanguage };
  }
}

function timesOf({ eta, countdown, expires }: TaskCall) {
  const after = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();
  return {
    runAt: eta ?? (countdown === undefined ? undefined : after(countdown)),
    expiresAt: typeof expires === 'number' ? after(expires) : expires,
  };
}

/** Up to what its kind may have: workers there set none. */
function limitsOf({ limitCaps, ...usual }: JobContract, { time_limit: hard, soft_time_limit: soft }: TaskCall) {
  if (hard === undefined && soft === undefined) return {};
  const caps = limitCaps ?? usual;
  const hardSeconds = Math.min(hard ?? usual.hardLimitMs / 1_000, caps.hardLimitMs / 1_000);
  const softSeconds = Math.min(soft ?? usual.softLimitMs / 1_000, caps.softLimitMs / 1_000, hardSeconds);
  return { limits: { hardSeconds, softSeconds } };
}
