import { engineNames } from '@polyspool/contracts/engines';
import { AppError } from '@polyspool/contracts/errors';
import type { Logger } from '@polyspool/service/logger';
import type { ChainableCommander } from 'ioredis';
import { breakerKey, type EngineState, parseEngineState } from './engines/engine-state.js';
import { EventStream } from './event-stream.js';
import type { QueuedJob } from './job-messages.js';
import { openPrompt, prefixOf, type QueueConnection, type RedisClient } from './redis-connection.js';
import { within } from './within.js';
import { type LiveWorker, WorkerRegistry } from './worker-registry.js';

const callMs = 2_000;

export interface HeldJob {
  readonly bullId: string;
  readonly name: string;
  readonly data: QueuedJob;
  readonly attemptsStarted: number;
  readonly finishedAtMs?: number | undefined;
  /** JSON of a `CompletedMessage`. */
  readonly returnValue?: string | undefined;
  readonly failedReason?: string | undefined;
}

/** What Redis holds of jobs. An error of Redis is thrown, never taken for "nothing there". */
export class QueueState {
  readonly #redis: RedisClient;
  readonly #prefix: string;

  constructor(
    private readonly connection: QueueConnection,
    private readonly log: Logger,
  ) {
    this.#prefix = prefixOf(connection);
    this.#redis = openPrompt(connection, (error) => log.warn({ err: error }, 'Redis connection is in trouble'));
  }

  /** The events of one queue, on a connection of their own. */
  openStream(queue: string) {
    return new EventStream(this.connection, queue, this.log);
  }

  /** Throws when Redis does not answer. */
  async check() {
    await within(callMs, this.#redis.exists(this.#key('check', ''))).catch(unavailable);
  }

  /** What it says of its memory. */
  async memory(): Promise<{ readonly usedBytes: number; readonly maxBytes: number; readonly evictedKeys: number }> {
    const said = await within(callMs, this.#redis.info()).catch(unavailable);
    const figure = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(said)?.[1] ?? 0);
    return { usedBytes: figure('used_memory'), maxBytes: figure('maxmemory'), evictedKeys: figure('evicted_keys') };
  }

  /** The processes that serve queues now. */
  async workers(): Promise<LiveWorker[]> {
    return new WorkerRegistry(this.#redis, this.#prefix).read().catch(unavailable);
  }

  async missing(queue: string, bullIds: readonly string[]): Promise<string[]> {
    const held = await this.#pipeline(bullIds, (pipeline, id) => pipeline.exists(this.#key(queue, id)));
    return bullIds.filter((_, index) => held[index] === 0);
  }

  async jobs(queue: string, bullIds: readonly string[]): Promise<HeldJob[]> {
    const fields = ['name', 'data', 'ats', 'finishedOn', 'returnvalue', 'failedReason'] as const;
    const found = await this.#pipeline(bullIds, (pipeline, id) => pipeline.hmget(this.#key(queue, id), ...fields));
    return found.flatMap((values, index) => {
      const [name, data, started, finishedOn, returnValue, failedReason] = values as (string | null)[];
      if (!name || !data) return [];
      return {
        bullId: bullIds[index]!,
        name,
        data: JSON.parse(data) as QueuedJob,
        attemptsStarted: Number(started ?? 0),
        finishedAtMs: finishedOn ? Number(finishedOn) : undefined,
        returnValue: returnValue ?? undefined,
        failedReason: failedReason ?? undefined,
      };
    });
  }

  /** The children that parents have in `queue`, whatever their state. */
  async childrenOf(parents: readonly { queue: string; bullId: string }[], queue: string): Promise<string[]> {
    const sets = await this.#pipeline(
      parents.flatMap((parent) => ['dependencies', 'processed', 'failed'].map((set) => ({ ...parent, set }))),
      (pipeline, parent) => {
        const key = `${this.#key(parent.queue, parent.bullId)}:${parent.set}`;
        return parent.set === 'dependencies' ? pipeline.smembers(key) : pipeline.hkeys(key);
      },
    );
    const before = this.#key(queue, '');
    return (sets as string[][])
      .flat()
      .filter((key) => key.startsWith(before))
      .map((key) => key.slice(before.length));
  }

  /** The breakers of the engines that workers have told of. */
  async engines(): Promise<EngineState[]> {
    const hashes = await this.#pipeline(engineNames, (pipeline, name) =>
      pipeline.hgetall(breakerKey(this.#prefix, name)),
    );
    return engineNames.flatMap((name, at) => parseEngineState(name, hashes[at] as Record<string, string>) ?? []);
  }

  close() {
    this.#redis.disconnect();
  }

  async #pipeline<Item>(items: readonly Item[], add: (pipeline: ChainableCommander, item: Item) => unknown) {
    if (!items.length) return [];
    const pipeline = this.#redis.pipeline();
    for (const item of items) add(pipeline, item);
    const answers = (await within(callMs, pipeline.exec()).catch(unavailable)) ?? [];
    return answers.map(([error, value]) => (error ? unavailable(error) : value));
  }

  #key(queue: string, bullId: string) {
    return `${this.#prefix}:${queue}:${bullId}`;
  }
}

function unavailable(cause: unknown): never {
  throw new AppError('service.unavailable', 'Redis does not answer', { cause });
}
