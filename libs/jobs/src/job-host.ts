import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from '@polyspool/service/logger';
import type { Storage } from '@polyspool/storage/storage';
import { type ConnectionOptions, Queue, QueueEvents, type QueueEventsListener, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { ChildJobs } from './child-jobs.js';
import type { AbortReason } from './job-failure.js';
import type { QueuedJob } from './job-messages.js';
import { JobRunner, type Route } from './job-runner.js';
import { defaultPrefix, lastingOptions, maxStreamLength, openRedis, type QueueConnection } from './redis-connection.js';

/** Where a stalled job is found within `lockMs` + 2 x `stalledCheckMs`. */
const lockMs = 10_000;
const stalledCheckMs = 3_000;
const maxStalls = 3;
const retryFinishMs = 1_000;

export interface HostedQueue {
  readonly name: string;
  readonly concurrency: number;
  readonly routes: ReadonlyMap<string, Route>;
}

export interface HostOptions extends QueueConnection {
  readonly queues: readonly HostedQueue[];
  /** How long running jobs may go on once the process is asked to stop. */
  readonly shutdownGraceMs: number;
  /** Asks the process to end, once it has taken itself out of service and finished what it can. */
  readonly onRetired?: () => void;
}

/** The work side of BullMQ: workers with limits, cancel from any process, children, and a drain before anything closes. */
export class JobHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #workers: Worker[] = [];
  readonly #cancels: QueueEvents[] = [];
  readonly #childQueues = new Map<string, Queue>();
  #retiring = false;
  readonly #redis: Redis;
  readonly #shared: { connection: ConnectionOptions; prefix: string };

  constructor(
    readonly options: HostOptions,
    private readonly storage: Storage,
    private readonly log: Logger,
  ) {
    this.#shared = { connection: lastingOptions(options.redisUrl), prefix: options.prefix ?? defaultPrefix };
    this.#redis = openRedis(lastingOptions(options.redisUrl), this.#complain);
  }

  async onApplicationBootstrap() {
    const children = new ChildJobs(this.#redis, (name) => this.#childQueue(name));
    const parts = { storage: this.storage, children };
    for (const { name, concurrency, routes } of this.options.queues) {
      const runner = new JobRunner(routes, parts, this.log, () => void this.#retire());
      const worker = new Worker<QueuedJob>(name, (job, token, signal) => runner.run(job, token!, signal!), {
        ...this.#shared,
        concurrency,
        lockDuration: lockMs,
        stalledInterval: stalledCheckMs,
        maxStalledCount: maxStalls,
        runRetryDelay: retryFinishMs,
      });
      worker.on('error', this.#complain);
      worker.on('lockRenewalFailed', (ids) => ids.forEach((id) => this.#stop(worker, id, 'lock lost')));
      this.#workers.push(worker);
      this.#cancels.push(this.#hearCancels(name, worker));
    }
  }

  /** Drains before Nest closes what handlers depend on; what is not done within the grace goes back to the queue. */
  async beforeApplicationShutdown() {
    const reason: AbortReason = 'shutdown';
    const drained = this.#workers.map((worker) => worker.close());
    const impatience = setTimeout(
      () => this.#workers.forEach((worker) => worker.cancelAllJobs(reason)),
      this.options.shutdownGraceMs,
    );
    await Promise.all(drained);
    clearTimeout(impatience);
    await Promise.all([...this.#cancels, ...this.#childQueues.values()].map((connected) => connected.close()));
    this.#redis.disconnect();
  }

  /** A handler that ignores its hard limit holds memory and perhaps a thread: no more work here, and a new process. */
  async #retire() {
    if (this.#retiring) return;
    this.#retiring = true;
    this.log.error({}, 'A handler ignores its hard limit: this worker finishes its other jobs and ends');
    await Promise.all(this.#workers.map((worker) => worker.close()));
    this.options.onRetired?.();
  }

  /** Throws when Redis does not answer. */
  async check() {
    await this.#redis.ping();
  }

  #hearCancels(queue: string, worker: Worker) {
    const events = new QueueEvents(queue, this.#shared);
    events.on('error', this.#complain);
    events.on<CancelListener>('cancel-request', ({ jobId }: { jobId: string }) =>
      this.#stop(worker, jobId, 'cancelled'),
    );
    return events;
  }

  #stop(worker: Worker, bullId: string, reason: AbortReason) {
    if (worker.cancelJob(bullId, reason)) this.log.info({ bullId, reason }, 'Job stopped');
  }

  #childQueue(name: string) {
    const known = this.#childQueues.get(name);
    if (known) return known;
    const queue = new Queue(name, { ...this.#shared, streams: { events: { maxLen: maxStreamLength } } });
    queue.on('error', this.#complain);
    this.#childQueues.set(name, queue);
    return queue;
  }

  readonly #complain = (error: Error) => this.log.warn({ err: error }, 'Redis connection is in trouble');
}

interface CancelListener extends QueueEventsListener {
  'cancel-request': (event: { jobId: string }, id: string) => void;
}
