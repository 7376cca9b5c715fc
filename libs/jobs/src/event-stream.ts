import type { Logger } from '@polyspool/service/logger';
import { openLasting, prefixOf, type QueueConnection, type RedisClient } from './redis-connection.js';

export interface QueueEvent {
  readonly event: string;
  /** BullMQ's id: `<job id>_<dispatch>`. */
  readonly jobId: string;
  /** `entryId` is where it stands in the stream; one that was made up of what Redis holds has none. */
  readonly [field: string]: string;
}

export interface EventBatch {
  readonly events: readonly QueueEvent[];
  /** Where to read on. */
  readonly next: string;
  /** Something between the old position and this batch is lost: states must be taken from the hashes. */
  readonly gap: boolean;
}

const batchSize = 500;
const blockMs = 1_000;

/** BullMQ's own stream of one queue, read from a position (never `QueueEvents`, which begins at the end). */
export class EventStream {
  readonly #redis: RedisClient;
  readonly #key: string;
  #closed = false;

  constructor(connection: QueueConnection, queue: string, log: Logger) {
    this.#redis = openLasting(connection, (error) => log.warn({ err: error }, 'Redis connection is in trouble'));
    this.#key = `${prefixOf(connection)}:${queue}:events`;
  }

  /** Waits up to 1 s. Undefined: nothing new. */
  async read(position: string): Promise<EventBatch | undefined> {
    const answer = await this.#redis.xread('COUNT', batchSize, 'BLOCK', blockMs, 'STREAMS', this.#key, position);
    const entries = answer?.[0]?.[1] ?? [];
    // After the read and against the old position: a FLUSHALL between the two is seen as well.
    const [first] = await this.#redis.xrange(this.#key, '-', '+', 'COUNT', 1);
    const gap = position !== '0-0' && (!first || isAfter(first[0], position));
    if (!entries.length && !gap) return undefined;
    const events = entries
      .map(([entryId, fields]) => ({ ...asObject(fields), entryId }) as Record<string, string>)
      .filter((event): event is QueueEvent => 'jobId' in event);
    return { events, next: entries.at(-1)?.[0] ?? '0-0', gap };
  }

  /** May be called twice: a second disconnect would keep the process for ioredis' 2 s. */
  close() {
    if (!this.#closed) this.#redis.disconnect();
    this.#closed = true;
  }
}

export function asObject(fields: readonly string[]) {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) pairs.push([fields[at]!, fields[at + 1]!]);
  return Object.fromEntries(pairs);
}

/** Stream ids are `<ms of Redis' clock>-<number>`. */
export function isAfter(a: string, b: string) {
  const [aMs = 0, aNumber = 0] = a.split('-').map(Number);
  const [bMs = 0, bNumber = 0] = b.split('-').map(Number);
  return aMs > bMs || (aMs === bMs && aNumber > bNumber);
}
