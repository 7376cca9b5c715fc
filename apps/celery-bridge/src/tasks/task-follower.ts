import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { celeryProgressOf, celeryStateOf } from '@polyspool/contracts/celery/celery-state';
import { Logger } from '@polyspool/service/logger';
import { type Job, type JobEvent, isTerminal, PolyspoolError } from '@polyspool/sdk';
import { hasToWait } from '../messages/has-to-wait.js';
import { CeleryException } from '../results/celery-exception.js';
import { type TaskMeta, TaskResults } from '../results/task-results.js';
import { OpenTasks } from './open-tasks.js';
import { TaskApi } from './task-api.js';

type State = Pick<Job, 'status' | 'step' | 'percent' | 'message' | 'seq'>;

interface Followed {
  readonly taskId: string;
  /** As it was told last. */
  state?: State;
  /** Number of the newest event, told or not. */
  heard: number;
}

/** News can be missed; and of another process that is gone nobody else tells. */
const lookAgainMs = 30_000;
const reconnectMs = 2_000;
/** How far apart the clocks may be. */
const clockMs = 5_000;

/** Tells the clients of Celery how their tasks go. */
@Injectable()
export class TaskFollower implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** By jobs; here the open tasks of other processes, too. */
  readonly #followed = new Map<string, Followed>();
  readonly #end = new AbortController();
  #rounds: NodeJS.Timeout | undefined;
  #following: Promise<void> = Promise.resolve();
  #looking: Promise<void> | undefined;

  constructor(
    private readonly api: TaskApi,
    private readonly open: OpenTasks,
    private readonly results: TaskResults,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap() {
    this.#following = this.#listen();
    this.#rounds = setInterval(() => void this.#lookAtAll(), lookAgainMs);
  }

  async beforeApplicationShutdown() {
    clearInterval(this.#rounds);
    this.#end.abort();
    await Promise.all([this.#following, this.#looking]);
  }

  /** From now on, and how it is now. */
  async follow(taskId: string, jobId: string) {
    await this.#look(jobId, this.#followedBy(jobId, taskId));
  }

  async #listen() {
    const { signal } = this.#end;
    while (!signal.aborted) {
      // What happens until the connection is there is told, too.
      const since = new Date(Date.now() - clockMs).toISOString();
      try {
        await this.#lookAtAll();
        for await (const event of this.api.client.events(
          { mine: true },
          { signal, since, onGap: () => void this.#lookAtAll() },
        )) {
          await this.#tell(event).catch((err: unknown) => this.log.warn({ err }, 'News of a task could not be told'));
        }
      } catch (err) {
        if (signal.aborted) return;
        this.log.warn({ err }, 'No news of tasks can be had');
        await new Promise((resolve) => setTimeout(resolve, reconnectMs));
      }
    }
  }

  async #tell({ jobId, seq, change }: JobEvent) {
    const followed = this.#followed.get(jobId);
    if (!followed) return;
    followed.heard = Math.max(followed.heard, seq);
    if (!followed.state || seq <= followed.state.seq) return;
    followed.state = { ...followed.state, ...withoutNulls(change), seq };
    if (isTerminal(followed.state.status)) await this.#look(jobId, followed);
    else await this.results.put(followed.taskId, metaOf(followed.state));
  }

  /** One round at a time, however many tasks are open. */
  #lookAtAll(): Promise<void> {
    this.#looking ??= this.#round().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async #round() {
    const closed = new Set(this.#followed.keys());
    try {
      for await (const [jobId, taskId] of this.open.all()) {
        closed.delete(jobId);
        await this.#look(jobId, this.#followedBy(jobId, taskId)).catch((err: unknown) => {
          if (this.#end.signal.aborted || hasToWait(err)) throw err;
          this.log.warn({ err, jobId }, 'A task cannot be looked at');
        });
      }
      // Another process has told their end.
      for (const jobId of closed) this.#followed.delete(jobId);
    } catch (err) {
      if (!this.#end.signal.aborted) this.log.warn({ err }, 'Open tasks cannot be looked at');
    }
  }

  #followedBy(jobId: string, taskId: string): Followed {
    const known = this.#followed.get(jobId);
    if (known) return known;
    const followed = { taskId, heard: 0 };
    this.#followed.set(jobId, followed);
    return followed;
  }

  async #look(jobId: string, followed: Followed) {
    const { taskId } = followed;
    for (let seq = -1; seq < followed.heard;) {
      const job = await this.#find(jobId);
      if (this.#followed.get(jobId) !== followed) return; // its end was told meanwhile
      if (!job) return this.#finish(jobId, taskId, gone(jobId));
      if (isTerminal(job.status)) return this.#finish(jobId, taskId, await this.#endOf(job));
      if (followed.state && followed.state.seq >= job.seq) return;
      followed.state = job;
      await this.results.put(taskId, metaOf(job));
      // What was heard before its state was known was not told: once more.
      seq = job.seq;
    }
  }

  async #find(jobId: string): Promise<Job | undefined> {
    try {
      return await this.api.job(jobId, this.#end.signal);
    } catch (error) {
      if (error instanceof PolyspoolError && error.status === 404) return undefined;
      throw error;
    }
  }

  async #endOf(job: Job): Promise<TaskMeta> {
    if (job.status === 'succeeded')
      return { status: 'SUCCESS', result: await this.api.resultOf(job.id, this.#end.signal) };
    if (job.status === 'failed') {
      const { error = { code: 'job.failed', detail: 'The job has failed' } } = job;
      return { status: 'FAILURE', result: CeleryException.failedJob(error) };
    }
    return { status: 'REVOKED', result: CeleryException.revoked(job.status === 'expired' ? 'expired' : 'terminated') };
  }

  async #finish(jobId: string, taskId: string, meta: TaskMeta) {
    await this.results.put(taskId, meta);
    await this.open.remove(taskId, jobId);
    this.#followed.delete(jobId);
  }
}

function metaOf(state: State): TaskMeta {
  const status = celeryStateOf({ ...state, step: state.step ?? undefined });
  if (status === 'RETRY') return { status, result: CeleryException.retry(state.message ?? 'It is tried again') };
  return { status, result: status === 'PROGRESS' ? celeryProgressOf(state) : null };
}

const gone = (jobId: string): TaskMeta => ({
  status: 'FAILURE',
  result: CeleryException.failedJob({ code: 'job.unknown', detail: `The job ${jobId} is no longer kept` }),
});

const withoutNulls = (change: JobEvent['change']): Partial<State> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== null));
