import type { OnApplicationShutdown } from '@nestjs/common';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { Logger } from '@polyspool/service/logger';
import { Queue, QueueEventsProducer } from 'bullmq';
import type { Redis } from 'ioredis';
import { bullOptionsOf } from './bull-options.js';
import type { QueuedJob } from './job-messages.js';
import { QueueState } from './queue-state.js';
import { defaultPrefix, maxStreamLength, openRedis, promptOptions, type QueueConnection } from './redis-connection.js';

export interface QueueEntry {
  readonly contract: Pick<JobContract, 'name' | 'retries' | 'backoff'>;
  readonly bullId: string;
  readonly data: QueuedJob;
}

const openMs = 1_500;

/** What the control plane does to the queues. Every call ends within 1.5 s, or says that Redis is away. */
export class QueueClient implements OnApplicationShutdown {
  readonly prefix: string;
  /** What Redis holds. */
  readonly state: QueueState;
  readonly #redis: Redis;
  readonly #queues = new Map<string, Queue>();
  readonly #broadcasts = new Map<string, QueueEventsProducer>();

  constructor(
    private readonly connection: QueueConnection,
    private readonly log: Logger,
  ) {
    this.prefix = connection.prefix ?? defaultPrefix;
    this.#redis = openRedis(promptOptions(connection.redisUrl), this.#complain);
    this.state = new QueueState(connection, log);
  }

  /** An id that Redis still holds is left as it is, so putting a job twice is harmless. */
  async put(queue: string, entries: readonly QueueEntry[]) {
    const open = await this.#queue(queue);
    const added = await open.addBulk(
      entries.map(({ contract, bullId, data }) => ({
        name: contract.name,
        data,
        opts: bullOptionsOf(contract, bullId),
      })),
    );
    // addBulk is a pipeline, not a transaction, and script errors come back as ids.
    const refused = added.find((job) => typeof job.id !== 'string');
    if (refused) throw new AppError('service.unavailable', `Redis refused a job: ${refused.id}`);
  }

  /** False while a worker has it. A job that is not there counts as removed. */
  async remove(queue: string, bullId: string): Promise<boolean> {
    if (!(await this.#redis.exists(this.keyOf(queue, bullId)))) return true;
    return (await (await this.#queue(queue)).remove(bullId, { removeChildren: false })) === 1;
  }

  /** Asks whichever worker runs it to stop. */
  async askToStop(queue: string, bullId: string) {
    const producer = await this.#broadcast(queue);
    await producer.publishEvent({ eventName: 'cancel-request', jobId: bullId }, maxStreamLength);
  }

  /** Forgets finished jobs that ended more than `ageMs` ago. */
  async forgetFinished(queue: string, ageMs: number) {
    const open = await this.#queue(queue);
    for (const state of ['completed', 'failed'] as const) await open.clean(ageMs, 5_000, state);
  }

  /** The length at which BullMQ trims the event stream. FLUSHALL takes it, and BullMQ would then keep 10,000. */
  async keepLongStream(queue: string) {
    await this.#redis.hset(`${this.prefix}:${queue}:meta`, 'opts.maxLenEvents', maxStreamLength);
  }

  /** Throws when Redis does not answer. */
  async check() {
    await this.#redis.ping();
  }

  keyOf(queue: string, bullId: string) {
    return `${this.prefix}:${queue}:${bullId}`;
  }

  async onApplicationShutdown() {
    await Promise.allSettled([...this.#queues.values(), ...this.#broadcasts.values()].map((open) => open.close()));
    this.#redis.disconnect();
    this.state.close();
  }

  #queue(name: string) {
    const streams = { events: { maxLen: maxStreamLength } };
    return this.#open(this.#queues, name, () =>
      new Queue(name, { ...this.#shared(), streams }).on('error', this.#complain),
    );
  }

  #broadcast(name: string) {
    return this.#open(this.#broadcasts, name, () =>
      new QueueEventsProducer(name, this.#shared()).on('error', this.#complain),
    );
  }

  /** BullMQ waits for its first connection as long as Redis is away, and never tries again when that one breaks. */
  async #open<Opened extends Queue | QueueEventsProducer>(all: Map<string, Opened>, name: string, make: () => Opened) {
    const known = all.get(name);
    if (known) return known;
    await this.#redis.ping();
    const opened = make();
    try {
      await within(openMs, opened.waitUntilReady());
    } catch (error) {
      opened.close().catch(this.#complain);
      throw error;
    }
    const first = all.get(name);
    if (!first) all.set(name, opened);
    else await opened.close();
    return first ?? opened;
  }

  #shared() {
    return { connection: promptOptions(this.connection.redisUrl), prefix: this.prefix };
  }

  readonly #complain = (error: Error) => this.log.warn({ err: error }, 'Redis connection is in trouble');
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AppError('service.unavailable', `Redis did not answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
