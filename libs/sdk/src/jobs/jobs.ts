import type { Caller } from '../calls/caller.js';
import { allOf, type Page, type PageQuery } from '../calls/pages.js';
import type { Job as AnyJob, RetryResult } from '../generated/contract.js';
import type { Live } from '../live/live.js';
import type { CallOptions } from '../options.js';
import { JobHandle } from './job-handle.js';
import type { InputOf, Job, JobOptions } from './job-types.js';

export interface JobFilter extends PageQuery {
  readonly status?: AnyJob['status'] | undefined;
  readonly type?: string | undefined;
  readonly parentId?: string | undefined;
  readonly projectId?: string | undefined;
  /** Words that are looked for. */
  readonly q?: string | undefined;
}

/** Which jobs that have ended are to run again. */
export interface RetryFilter {
  readonly type?: string;
  readonly status?: 'failed' | 'cancelled' | 'expired';
  /** Code of the error. */
  readonly code?: string;
  readonly since?: string;
  readonly until?: string;
  readonly ids?: string[];
}

export interface BulkOptions extends CallOptions {
  /** Only counts. */
  readonly dryRun?: boolean | undefined;
  /** How many begin in each second; all at once where nothing is said. */
  readonly perSecond?: number | undefined;
}

/** Jobs of any kind. */
export class Jobs {
  constructor(
    private readonly caller: Caller,
    private readonly live: Live,
  ) {}

  /** Answers when the server has accepted it: from then on it ends in a result or in a reason. */
  async submit<Type extends string>(
    type: Type,
    input: InputOf<Type>,
    options: JobOptions = {},
  ): Promise<JobHandle<Type>> {
    const { projectId, priority, runAt, expiresAt, webhook, limits, ...call } = options;
    const asked = { type, input, projectId, priority, runAt, expiresAt, webhook, limits };
    return this.begun(await this.caller.create<Job<Type>>('/v1/jobs', asked, call));
  }

  /** Of a job that is known by its id; nothing is asked yet. */
  handle<Type extends string = string>(id: string): JobHandle<Type> {
    return new JobHandle<Type>(this.caller, this.live, id);
  }

  async get<Type extends string = string>(id: string, options?: CallOptions): Promise<JobHandle<Type>> {
    const handle = this.handle<Type>(id);
    await handle.refresh(options);
    return handle;
  }

  /** One page, newest first. */
  list(filter?: JobFilter, options: CallOptions = {}): Promise<Page<Job>> {
    return this.caller.json('GET', '/v1/jobs', { ...options, query: filter });
  }

  all(filter?: JobFilter, options: CallOptions = {}): AsyncGenerator<Job, void, undefined> {
    return allOf(this.caller, '/v1/jobs', filter, options);
  }

  retryMany(filter: RetryFilter, { dryRun, perSecond, ...options }: BulkOptions = {}): Promise<RetryResult> {
    return this.caller.create('/v1/jobs/retry', { filter, dryRun, perSecond }, options);
  }

  /** Of a job that a request has just been answered with. */
  begun<Type extends string>(job: Job<Type>): JobHandle<Type> {
    return new JobHandle(this.caller, this.live, job.id, job);
  }
}
