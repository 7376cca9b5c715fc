import type { OnApplicationShutdown } from '@nestjs/common';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { Logger } from '@polyspool/service/logger';
import { Queue, QueueEventsProducer } from 'bullmq';
import { bullOptionsOf } from './bull-options.js';
import type { QueuedJob } from './job-messages.js';
import { QueueState } from './queue-state.js';
import { maxStreamLength, openPrompt, prefixOf, type QueueConnection, type RedisClient } from './redis-connection.js';
import { trimStreams } from './trim-streams.js';
import { within } from './within.js';

export interface QueueEntry {
  readonly contract: Pick<JobContract, 'name' | 'retries' | 'backoff'>;
  readonly bullId: string;
  readonly data: QueuedJob;
}

/** A command is given up after 1.5 s; a Cluster may first have been asked where its key is. */
const callMs = 2_000;

/** What the control plane does to the queues, on one connection. Every call ends within 2 s, or says that Redis is away. */
export class QueueClient implements OnApplicationShutdown {
  readonly prefix: string;
  /** What Redis holds. */
  readonly state: QueueState;
  readonly #redis: RedisClient;
  readonly #queues = new Map<string, Queue>();
  readonly #broadcasts = new Map<string, QueueEventsProducer>();
  #lastTrouble: Error | undefined;

  constructor(
    connection: QueueConnection,
    private readonly log: Logger,
  ) {
    this.prefix = prefixOf(connection);
    this.#redis = openPrompt(connection, this.#complain);
    this.state = new QueueState(connection, log);
  }

  /** An id that Redis still holds is left as it is, so putting a job twice is harmless. */
  async put(queue: string, entries: readonly QueueEntry[]) {
    const added = await this.#withQueue(queue, (open) =>
      open.addBulk(
        entries.map(({ contract, bullId, data }) => ({
          name: contract.name,
          data,
          opts: bullOptionsOf(contract, bullId, data.priority),
        })),
      ),
    );
    // addBulk is a pipeline, not a transaction, and script errors come back as ids.
    const refused = added.find((job) => typeof job.id !== 'string');
    if (refused) throw new AppError('service.unavailable', `Redis refused a job: ${refused.id}`);
  }

  /** False while a worker has it. A job that is not there counts as removed. */
  remove(queue: string, bullId: string): Promise<boolean> {
    return this.#withQueue(queue, async (open) => {
      if (!(await this.#redis.exists(this.keyOf(queue, bullId)))) return true;
      return (await open.remove(bullId, { removeChildren: false })) === 1;
    });
  }

  /** Ends the wait of a job that is put off. One that does not wait is left alone. */
  promote(queue: string, bullId: string) {
    return this.#withQueue(queue, async (open) => {
      const job = await open.getJob(bullId);
      if (await job?.isDelayed()) await job?.promote();
    });
  }

  /** While a queue is paused no worker takes a job from it. FLUSHALL takes the pause, too. */
  isPaused(queue: string): Promise<boolean> {
    return this.#withQueue(queue, (open) => open.isPaused());
  }

  setPaused(queue: string, paused: boolean): Promise<void> {
    return this.#withQueue(queue, (open) => (paused ? open.pause() : open.resume()));
  }

  /** How many jobs of a queue run at once over all processes. FLUSHALL takes it, too. */
  async keepSlotsOverAll(queue: string, slots: number) {
    await within(callMs, this.#redis.hset(`${this.prefix}:${queue}:meta`, 'concurrency', slots));
  }

  /** Asks whichever worker runs it to stop. */
  askToStop(queue: string, bullId: string) {
    const message = { eventName: 'cancel-request', jobId: bullId };
    return within(
      callMs,
      this.#broadcast(queue).then((open) => open.publishEvent(message, maxStreamLength)),
    );
  }

  /** To whoever listens to these channels of Redis now. */
  async publish(messages: readonly { readonly channel: string; readonly text: string }[]) {
    await within(callMs, Promise.all(messages.map(({ channel, text }) => this.#redis.publish(channel, text))));
  }

  /** Forgets finished jobs that ended more than `ageMs` ago. */
  forgetFinished(queue: string, ageMs: number) {
    return this.#withQueue(queue, async (open) => {
      for (const state of ['completed', 'failed'] as const) await open.clean(ageMs, 5_000, state);
    });
  }

  /** The length at which BullMQ trims the event stream, while nobody reads it. FLUSHALL takes it, and BullMQ would then keep 10,000. */
  async keepLongStream(queue: string) {
    await within(callMs, this.#redis.hset(`${this.prefix}:${queue}:meta`, 'opts.maxLenEvents', maxStreamLength));
  }

  /** Takes events that are older by `keepMs` than the positions that queues' streams are recorded up to. Answers how many. */
  trimEvents(recorded: ReadonlyMap<string, string>, keepMs = 0): Promise<number> {
    const streams = [...recorded].map(([queue, position]) => [this.keyOf(queue, 'events'), position] as const);
    return within(callMs, trimStreams(this.#redis, new Map(streams), keepMs));
  }

  /** Throws when Redis does not answer. */
  async check() {
    // A key, so that a Cluster asks the node which has the queues.
    await within(callMs, this.#redis.exists(`${this.prefix}:check`));
  }

  keyOf(queue: string, bullId: string) {
    return `${this.prefix}:${queue}:${bullId}`;
  }

  async onApplicationShutdown() {
    await Promise.allSettled([...this.#queues.values(), ...this.#broadcasts.values()].map((open) => open.close()));
    this.#redis.disconnect();
    this.state.close();
  }

  #withQueue<Answer>(name: string, work: (queue: Queue) => Promise<Answer>): Promise<Answer> {
    const streams = { events: { maxLen: maxStreamLength } };
    const make = () => new Queue(name, { ...this.#shared(), streams }).on('error', this.#complain);
    return within(callMs, this.#open(this.#queues, name, make).then(work));
  }

  #broadcast(name: string) {
    return this.#open(this.#broadcasts, name, () =>
      new QueueEventsProducer(name, this.#shared()).on('error', this.#complain),
    );
  }

  /** BullMQ tries its first command once: a queue that was opened while Redis was away stays of no use. */
  async #open<Opened extends Queue | QueueEventsProducer>(all: Map<string, Opened>, name: string, make: () => Opened) {
    const known = all.get(name);
    if (known) return known;
    await this.#redis.exists(`${this.prefix}:check`);
    const opened = make();
    try {
      await opened.waitUntilReady();
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
    return { connection: this.#redis, prefix: this.prefix };
  }

  /** An error of the connection comes from it and from each queue on it. */
  readonly #complain = (error: Error) => {
    if (error !== this.#lastTrouble) this.log.warn({ err: error }, 'Redis connection is in trouble');
    this.#lastTrouble = error;
  };
}
