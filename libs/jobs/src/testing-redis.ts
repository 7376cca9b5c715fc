import type { RedisTopology } from '@polyspool/service/redis-topology';
import { asObject, type QueueEvent } from './event-stream.js';
import { openLasting, prefixOf, type RedisClient } from './redis-connection.js';

/** What tests do to the Redis under a key prefix of their own. */
export class TestRedis {
  readonly #redis: RedisClient;
  readonly #prefix: string;
  readonly #listeners: RedisClient[] = [];
  readonly #open: () => RedisClient;

  constructor(redis: string | RedisTopology, prefix: string) {
    const connection = { ...(typeof redis === 'string' ? { redisUrl: redis } : redis), prefix };
    this.#open = () => openLasting(connection, () => undefined); // a test that takes Redis away knows that it is away
    this.#redis = this.#open();
    this.#prefix = prefixOf(connection);
  }

  /** As after FLUSHALL. */
  async empty() {
    for (const node of 'nodes' in this.#redis ? this.#redis.nodes('master') : [this.#redis]) {
      const keys = await node.keys(`${this.#prefix}:*`);
      if (keys.length) await node.unlink(...keys);
    }
  }

  /** All that hashes and streams hold: the data of jobs, their answers, what was told of them. */
  async contents(): Promise<string> {
    const held: unknown[] = [];
    for (const key of await this.#redis.keys(`${this.#prefix}:*`)) {
      const type = await this.#redis.type(key);
      if (type === 'hash') held.push([key, await this.#redis.hgetall(key)]);
      if (type === 'stream') held.push([key, await this.#redis.xrange(key, '-', '+')]);
    }
    return JSON.stringify(held);
  }

  /** A field of a job's hash, as BullMQ or a worker would have left it. */
  async setField(queue: string, bullId: string, field: string, value: string | number) {
    await this.#redis.hset(`${this.#prefix}:${queue}:${bullId}`, field, value);
  }

  /** As after a long absence of the reader. */
  async trimEvents(queue: string) {
    await this.#redis.xtrim(`${this.#prefix}:${queue}:events`, 'MAXLEN', 1);
  }

  /** All that a queue's stream holds. */
  async eventsIn(queue: string): Promise<QueueEvent[]> {
    const entries = await this.#redis.xrange(`${this.#prefix}:${queue}:events`, '-', '+');
    return entries.map(([, fields]) => asObject(fields)).filter((event): event is QueueEvent => 'jobId' in event);
  }

  /** As anybody could who reaches Redis. */
  async addEvent(queue: string, fields: Readonly<Record<string, string>>, id = '*') {
    await this.#redis.xadd(`${this.#prefix}:${queue}:events`, id, ...Object.entries(fields).flat());
  }

  /** How long a job that is put off has to wait in all. */
  async delayOf(queue: string, bullId: string) {
    return Number(await this.#redis.hget(`${this.#prefix}:${queue}:${bullId}`, 'delay'));
  }

  /** What is said from now on, on all channels of the pattern. */
  async overhear(pattern: string) {
    const heard: { readonly channel: string; readonly text: string }[] = [];
    const listener = this.#open();
    this.#listeners.push(listener);
    listener.on('pmessage', (_pattern: string, channel: string, text: string) => heard.push({ channel, text }));
    await listener.psubscribe(pattern);
    return heard;
  }

  async close() {
    await this.empty();
    for (const connection of [this.#redis, ...this.#listeners]) connection.disconnect();
  }
}
