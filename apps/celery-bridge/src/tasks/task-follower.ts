import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { celeryProgressOf, celeryStateOf } from '@polyspool/contracts/celery/celery-state';
import { Logger } from '@polyspool/service/logger';
import { type Job, type JobEvent, isTerminal, PolyspoolError } from '@polyspool/sdk';
import { CeleryException } from '../results/celery-exception.js';
import { type TaskMeta, TaskResults } from '../results/task-results.js';
import { OpenTasks } from './open-tasks.js';
import { TaskApi } from './task-api.js';

type State = Pick<Job, 'status' | 'step' | 'percent' | 'message' | 'seq'>;

/** News can be missed; and of another process that is gone nobody else tells. */
const lookAgainMs = 30_000;
const reconnectMs = 2_000;

/** Tells the clients of Celery how their tasks go. */
@Injectable()
export class TaskFollower implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #followed = new Map<string, { taskId: string; state?: State }>();
  readonly #end = new AbortController();
  #rounds: NodeJS.Timeout | undefined;
  #following: Promise<void> = Promise.resolve();

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
    await this.#following;
  }

  /** From now on, and how it is now. */
  async follow(taskId: string, jobId: string) {
    this.#followed.set(jobId, { taskId });
    await this.#look(jobId, taskId);
  }

  async #listen() {
    const { signal } = this.#end;
    while (!signal.aborted) {
      try {
        await this.#lookAtAll();
        for await (const event of this.api.client.events(
          { mine: true },
          { signal, onGap: () => void this.#lookAtAll() },
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
    if (!followed?.state || seq <= followed.state.seq) return;
    const { taskId } = followed;
    followed.state = { ...followed.state, ...withoutNulls(change), seq };
    if (isTerminal(followed.state.status)) await this.#look(jobId, taskId);
    else await this.results.put(taskId, metaOf(followed.state));
  }

  async #lookAtAll() {
    try {
      for await (const [jobId, taskId] of this.open.all()) await this.#look(jobId, taskId);
    } catch (err) {
      if (!this.#end.signal.aborted) this.log.warn({ err }, 'Open tasks cannot be looked at');
    }
  }

  async #look(jobId: string, taskId: string) {
    const job = await this.#find(jobId);
    if (!job) return this.#finish(jobId, taskId, gone(jobId));
    if (isTerminal(job.status)) return this.#finish(jobId, taskId, await this.#endOf(job));
    const known = this.#followed.get(jobId)?.state;
    if (known && known.seq >= job.seq) return;
    this.#followed.set(jobId, { taskId, state: job });
    await this.results.put(taskId, metaOf(job));
  }

  async #find(jobId: string): Promise<Job | undefined> {
    try {
      return await this.api.job(jobId);
    } catch (error) {
      if (error instanceof PolyspoolError && error.status === 404) return undefined;
      throw error;
    }
  }

  async #endOf(job: Job): Promise<TaskMeta> {
    if (job.status === 'succeeded') return { status: 'SUCCESS', result: await this.api.resultOf(job.id) };
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
