import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from '@polyspool/service/logger';
import type { Storage } from '@polyspool/storage/storage';
import { type ConnectionOptions, Queue } from 'bullmq';
import { ChildJobs } from './child-jobs.js';
import { Departure } from './departure.js';
import { type EngineSettings, openEngines } from './engines/open-engines.js';
import { Heartbeat } from './heartbeat.js';
import { Isolation } from './isolation.js';
import type { AbortReason } from './job-failure.js';
import { JobRunner, type Route, type RunnerEvents } from './job-runner.js';
import { ModelAffinity } from './model-affinity.js';
import type { EncryptionKeys } from './packing/encryption-keys.js';
import type { ProvenanceSigner } from './provenance/provenance-signer.js';
import { QueueWorker } from './queue-worker.js';
import { Recycler } from './recycler.js';
import { maxStreamLength, openLasting, prefixOf, type QueueConnection, type RedisClient } from './redis-connection.js';
import { SharedSlot } from './shared-slot.js';
import { slotTimes } from './slot-times.js';
import { newWorkerId } from './worker-id.js';
import { WorkerRegistry, type WorkerState } from './worker-registry.js';

export interface HostedQueue {
  readonly name: string;
  readonly concurrency: number;
  readonly routes: ReadonlyMap<string, Route>;
  /** Those with the same name here share slots: as many as the one of them with the most has. */
  readonly sharedSlot?: string | undefined;
}

export type HostOptions = QueueConnection & HostSettings;

export interface HostSettings extends EngineSettings {
  /** Of the service, for people. */
  readonly name?: string;
  readonly queues: readonly HostedQueue[];
  /** For what is sensitive in jobs. */
  readonly keys?: EncryptionKeys | undefined;
  /** For what says how it was made. */
  readonly signer?: ProvenanceSigner | undefined;
  /** How long running jobs may go on once the process is asked to stop. */
  readonly shutdownGraceMs: number;
  /** With more memory than that the process takes no more work and ends. */
  readonly maxRssBytes?: number | undefined;
  /**
   * Asks the process to end, once it has taken itself out of service and finished what it can. Without it nobody would
   * start another, so that the host goes on however much it has done.
   */
  readonly onRetired?: () => void;
  /** It takes no more work from now on. */
  readonly onDraining?: () => void;
}

/** The work side of BullMQ: workers with limits, cancel from any process, children, and a drain before anything closes. */
export class JobHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #workers: QueueWorker[] = [];
  readonly #childQueues = new Map<string, Queue>();
  readonly #startedAtMs = Date.now();
  readonly #workerId = newWorkerId();
  readonly #heartbeat: Heartbeat;
  readonly #recycler: Recycler;
  readonly #redis: RedisClient;
  readonly #engines: ReturnType<typeof openEngines>;
  readonly #shared: { connection: ConnectionOptions; prefix: string };
  /** Jobs that run, by queue, and since when. */
  readonly #busy = new Map<string, Map<object, number>>();
  readonly #slotTimes;
  readonly #departure = new Departure();
  #draining = false;
  #closing: Promise<void> | undefined;

  constructor(
    readonly options: HostOptions,
    private readonly storage: Storage,
    private readonly log: Logger,
  ) {
    this.#redis = openLasting(options, this.#complain);
    // BullMQ opens connections like this one for what blocks; the rest shares it.
    this.#shared = { connection: this.#redis, prefix: prefixOf(options) };
    this.#engines = openEngines(this.#redis, prefixOf(options), options, log);
    this.#slotTimes = options.metrics && slotTimes(options.metrics);
    const registry = new WorkerRegistry(this.#redis, prefixOf(options));
    this.#heartbeat = new Heartbeat(registry, this.#workerId, () => this.#state(), this.#complain);
    const routes = options.queues.flatMap((queue) => [...queue.routes.values()]);
    this.#recycler = new Recycler(routes, options.maxRssBytes, (why) => this.#recycle(why));
  }

  async onApplicationBootstrap() {
    const { storage, log } = this;
    const packing = { storage, keys: this.options.keys };
    const children = new ChildJobs(this.#redis, (name) => this.#childQueue(name), packing);
    const each = (work: (worker: QueueWorker) => Promise<void>) =>
      this.#workers.forEach((worker) => void work(worker).catch(this.#complain));
    const isolation = new Isolation({
      close: () => each((worker) => worker.pause()),
      open: () => each((worker) => worker.resume()),
    });
    const affinity = new ModelAffinity((name) => this.#childQueue(name));
    const { signer } = this.options;
    const parts = {
      ...packing,
      children,
      isolation,
      affinity,
      signer,
      departure: this.#departure,
      engines: this.#engines.calls,
      workerId: this.#workerId,
    };
    const slots = sharedSlotsOf(this.options.queues);
    for (const { name, concurrency, routes, sharedSlot } of this.options.queues) {
      const runner = new JobRunner(routes, parts, log, this.#eventsOf(name));
      const options = {
        name,
        concurrency,
        shared: this.#shared,
        sharedSlot: slots.get(sharedSlot),
        hasJobs: () => this.#hasJobs(name),
      };
      this.#workers.push(new QueueWorker(options, runner, log, this.#complain));
    }
    this.#heartbeat.start();
    this.#recycler.start();
    this.#engines.prober.start();
  }

  #eventsOf(queue: string): RunnerEvents {
    const running = new Map<object, number>();
    this.#busy.set(queue, running);
    return {
      onStuck: (job) => void this.#retire(job),
      onEntered: (entry) => void running.set(entry, performance.now()),
      onLeft: (entry, contract, outcome) => {
        const seconds = (performance.now() - running.get(entry)!) / 1_000;
        running.delete(entry);
        this.#slotTimes?.observe({ queue, type: contract?.name ?? 'unknown', outcome }, seconds);
        if (contract && outcome !== 'waiting') this.#recycler.jobEnded(contract.name);
      },
    };
  }

  /** Slots of each queue, how many of them are taken, and for how long already. */
  occupancy() {
    const now = performance.now();
    return this.options.queues.map(({ name, concurrency }) => {
      const since = [...(this.#busy.get(name)?.values() ?? [])];
      const slots = this.#draining ? 0 : concurrency;
      return { queue: name, slots, busy: since.length, longestSeconds: (now - Math.min(now, ...since)) / 1_000 };
    });
  }

  /** Drains before Nest closes what handlers depend on; what is not done within the grace goes back to the queue. */
  beforeApplicationShutdown() {
    return (this.#closing ??= this.#close());
  }

  async #close() {
    const reason: AbortReason = 'shutdown';
    this.#departure.announce(this.options.shutdownGraceMs);
    const drained = this.#drain();
    const impatience = setTimeout(
      () => this.#workers.forEach((worker) => worker.stopAll(reason)),
      this.options.shutdownGraceMs,
    );
    await drained;
    clearTimeout(impatience);
    await this.#engines.prober.stop();
    await this.#heartbeat.stop();
    await Promise.all([...this.#workers, ...this.#childQueues.values()].map((connected) => connected.close()));
    this.#redis.disconnect();
  }

  #recycle(why: Readonly<Record<string, unknown>>) {
    if (!this.options.onRetired || this.#draining) return;
    this.log.info({ ...why }, 'This process has done enough: it finishes its jobs and ends');
    void this.#takeOutOfService();
  }

  /** A handler that ignores its end holds memory and perhaps a thread: no more work here, and a new process. */
  async #retire(job: object) {
    if (this.#draining) return;
    this.log.error({ ...job }, 'A handler ignores its end: this worker finishes its other jobs and ends');
    await this.#takeOutOfService();
  }

  async #takeOutOfService() {
    await this.#drain();
    this.options.onRetired?.();
  }

  /** Whether it takes no more work. */
  get isDraining() {
    return this.#draining;
  }

  /** Fulfilled when all that it has is done. */
  async #drain() {
    this.#draining = true;
    this.options.onDraining?.();
    this.#recycler.stop();
    this.#heartbeat.beat();
    await Promise.all(this.#workers.map((worker) => worker.drain()));
  }

  #state(): WorkerState {
    const open = this.#draining ? [] : this.options.queues;
    return {
      name: this.options.name ?? 'worker',
      queues: Object.fromEntries(open.map(({ name, concurrency }) => [name, concurrency])),
      startedAtMs: this.#startedAtMs,
      active: [...this.#busy.values()].reduce((sum, { size }) => sum + size, 0),
      rssBytes: process.memoryUsage.rss(),
    };
  }

  /** Throws when Redis does not answer. */
  async check() {
    await this.#redis.exists(`${this.#shared.prefix}:check`);
  }

  async #hasJobs(name: string) {
    return (await this.#childQueue(name).getJobCountByTypes('wait', 'prioritized')) > 0;
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

function sharedSlotsOf(queues: readonly HostedQueue[]) {
  const byName = Map.groupBy(
    queues.filter(({ sharedSlot }) => sharedSlot),
    ({ sharedSlot }) => sharedSlot,
  );
  const places = ([name, sharing]: [string | undefined, HostedQueue[]]) =>
    [name, new SharedSlot(Math.max(...sharing.map(({ concurrency }) => concurrency)))] as const;
  return new Map([...byName].map(places));
}
