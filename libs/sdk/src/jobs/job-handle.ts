import type { Caller } from '../calls/caller.js';
import { allOf, type Page, type PageQuery } from '../calls/pages.js';
import type {
  Artifact,
  ArtifactList,
  Attempt,
  AttemptList,
  Job as AnyJob,
  JobResult,
  JobSnapshot,
  LogEntry,
} from '../generated/contract.js';
import type { Live } from '../live/live.js';
import type { CallOptions, CreateOptions } from '../options.js';
import { failureOf, PolyspoolError } from '../polyspool-error.js';
import { followJob, type FollowOptions } from './follow-job.js';
import { isTerminal, type Job, type JobUpdate, type OutputOf } from './job-types.js';

export interface WaitOptions<Type extends string = string> extends FollowOptions {
  /** Then it rejects with `client.timedOut`; the job goes on. */
  readonly timeoutMs?: number | undefined;
  readonly onUpdate?: ((update: JobUpdate<Type>) => void) | undefined;
}

/** One job: how it is, what happens to it, what comes out, and what may be asked of it. */
export class JobHandle<Type extends string = string> {
  private etag: string | undefined;

  constructor(
    private readonly caller: Caller,
    private readonly live: Live,
    readonly id: string,
    /** As it was last told; none before somebody has asked. */
    public known?: Job<Type>,
  ) {}

  /** How it is now. What has not changed is not sent again. */
  async refresh(options: CallOptions = {}): Promise<Job<Type>> {
    const headers = { 'if-none-match': this.known && this.etag };
    return this.caller.send('GET', this.#path(), { ...options, headers }, async (answer) => {
      if (answer.status === 304 && this.known) return this.known;
      this.known = (await answer.json()) as Job<Type>;
      this.etag = answer.headers.get('etag') ?? undefined;
      return this.known;
    });
  }

  /** Whether it has ended, one way or another. */
  async ready(options?: CallOptions): Promise<boolean> {
    return isTerminal((await this.refresh(options)).status);
  }

  /** How it is, and again whenever that has changed, until it has ended. */
  async *events(options: FollowOptions = {}): AsyncGenerator<JobUpdate<Type>, void, undefined> {
    const { live, id: jobId } = this;
    const ask = (signal: AbortSignal) => this.refresh({ signal });
    for await (const update of followJob<Type>({ live, jobId, ask }, options)) {
      this.known = update.job;
      this.etag = undefined;
      yield update;
    }
  }

  /** The job when it has ended, one way or another. */
  async ended({ timeoutMs, onUpdate, ...options }: WaitOptions<Type> = {}): Promise<Job<Type>> {
    const late = new AbortController();
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => late.abort(), timeoutMs);
    const signal = options.signal ? AbortSignal.any([options.signal, late.signal]) : late.signal;
    try {
      for await (const update of this.events({ ...options, signal })) onUpdate?.(update);
      return await this.refresh({ signal });
    } catch (error) {
      if (!late.signal.aborted || options.signal?.aborted) throw error;
      throw new PolyspoolError({
        code: 'client.timedOut',
        detail: `Job ${this.id} has not ended within ${timeoutMs} ms`,
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** What it answers, when it has succeeded. Rejects with the job's error when it has not. */
  async result(options: WaitOptions<Type> = {}): Promise<OutputOf<Type>> {
    const job = await this.ended(options);
    if (job.status !== 'succeeded') throw failureOf(job as AnyJob);
    const { output } = await this.caller.json<JobResult>('GET', this.#path('/result'), { signal: options.signal });
    return output as OutputOf<Type>;
  }

  /** One that has ended otherwise meanwhile rejects with `job.alreadyFinished`. */
  async cancel(options: CallOptions = {}): Promise<Job<Type>> {
    try {
      const call = { ...options, repeatable: true };
      return this.#tell(await this.caller.json<Job<Type>>('POST', this.#path('/cancel'), call));
    } catch (error) {
      if (!(error instanceof PolyspoolError) || error.code !== 'job.alreadyFinished') throw error;
      // The answer to a first try may have been lost.
      const job = await this.refresh(options);
      if (job.status !== 'cancelled') throw error;
      return job;
    }
  }

  /** The next run of a job that has ended; the next attempt, at once, of one that waits for it. */
  retry(options?: CreateOptions): Promise<Job<Type>> {
    return this.#again('/retry', options);
  }

  /** The next run of a job that has not succeeded; what it has finished is not done again. */
  resume(options?: CreateOptions): Promise<Job<Type>> {
    return this.#again('/resume', options);
  }

  /** With those of its children, where `tree` says so. */
  async artifacts({ tree, ...options }: CallOptions & { tree?: boolean } = {}): Promise<Artifact[]> {
    const path = this.#path('/artifacts');
    return (await this.caller.json<ArtifactList>('GET', path, { ...options, query: { tree } })).items;
  }

  /** The job, its children and the artifacts of them all. */
  tree(options: CallOptions = {}): Promise<JobSnapshot> {
    return this.caller.json('GET', this.#path('/tree'), options);
  }

  async attempts(options: CallOptions = {}): Promise<Attempt[]> {
    return (await this.caller.json<AttemptList>('GET', this.#path('/attempts'), options)).items;
  }

  /** What it has said, first to last; its parts have logs of their own. */
  logs(options: CallOptions = {}): AsyncGenerator<LogEntry, void, undefined> {
    return allOf(this.caller, this.#path('/logs'), { limit: 200 }, options);
  }

  /** One page of it. While the job runs the last page grows: its cursor can be asked for again. */
  logPage(query?: PageQuery, options: CallOptions = {}): Promise<Page<LogEntry>> {
    return this.caller.json('GET', this.#path('/logs'), { ...options, query });
  }

  async #again(rest: string, options?: CreateOptions) {
    return this.#tell(await this.caller.create<Job<Type>>(this.#path(rest), undefined, options));
  }

  #tell(job: Job<Type>) {
    this.etag = undefined;
    return (this.known = job);
  }

  #path = (rest = '') => `/v1/jobs/${encodeURIComponent(this.id)}${rest}`;
}
