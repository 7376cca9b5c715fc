import type { OnApplicationShutdown } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import type { Logger } from '@polyspool/service/logger';
import type { Redis } from 'ioredis';
import { asObject } from './event-stream.js';
import { isBullId, parseBullId } from './job-ids.js';
import { QueueClient } from './queue-client.js';
import { openLasting, prefixOf, type QueueConnection, type RedisClient } from './redis-connection.js';

const atOnce = 500;

/** A job, and how often it was put into Redis. */
export interface DispatchedJob {
  readonly queue: string;
  readonly id: string;
  readonly dispatch: number;
}

/** What ended jobs leave in Redis: their hashes, and what was told of them. Waits as long as Redis is away. */
export class JobTraces implements OnApplicationShutdown {
  readonly #redis: RedisClient;
  readonly #client: QueueClient;
  readonly #prefix: string;

  constructor(connection: QueueConnection, log: Logger) {
    this.#prefix = prefixOf(connection);
    this.#redis = openLasting(connection, (error) => log.warn({ err: error }, 'Redis connection is in trouble'));
    this.#client = new QueueClient(connection, log);
  }

  /** Their hashes and all that belongs to them. Answers how many there were. Throws while a worker holds one. */
  async removeJobs(jobs: readonly DispatchedJob[]): Promise<number> {
    let removed = 0;
    for (const [queue, alike] of Map.groupBy(jobs, (job) => job.queue)) {
      const bullIds = alike.flatMap(({ id, dispatch }) =>
        Array.from({ length: dispatch }, (_, at) => `${id}_${at + 1}`),
      );
      const missing = new Set(await this.#client.state.missing(queue, bullIds));
      for (const bullId of bullIds.filter((each) => !missing.has(each))) {
        if (!(await this.#client.remove(queue, bullId)))
          throw new AppError('service.unavailable', 'A job is still held');
        removed += 1;
      }
    }
    return removed;
  }

  /**
   * A place in the stream that belongs to no job. A reader that has come to it finds no gap behind it, whatever is removed
   * before it.
   */
  async mark(queue: string): Promise<string> {
    const place = await this.#redis.xadd(this.#streamOf(queue), '*', 'event', 'mark');
    if (place === null) throw new AppError('service.unavailable', 'Redis has not taken the mark');
    return place;
  }

  async hasEvents(queue: string): Promise<boolean> {
    return (await this.#redis.exists(this.#streamOf(queue))) === 1;
  }

  /** Events of jobs that are among those asked for. Answers how many. */
  async removeEvents(
    queue: string,
    among: (jobIds: readonly string[]) => Promise<ReadonlySet<string>>,
  ): Promise<number> {
    let removed = 0;
    for await (const entries of this.#eventsOf(this.#streamOf(queue))) {
      const told = entries.flatMap(([place, fields]) => {
        const jobIds = jobIdsIn(fields);
        return jobIds.length ? [{ place, jobIds }] : [];
      });
      const theirs = await among([...new Set(told.flatMap(({ jobIds }) => jobIds))]);
      const places = told.filter(({ jobIds }) => jobIds.some((id) => theirs.has(id))).map(({ place }) => place);
      if (places.length) removed += await this.#redis.xdel(this.#streamOf(queue), ...places);
    }
    return removed;
  }

  /** The keys that hold one of the texts, in their name or in what they hold; upper and lower case are the same. */
  async search(
    needles: readonly string[],
    isExcepted: (key: string) => boolean,
  ): Promise<{ found: string[]; keys: number }> {
    const texts = needles.flatMap((needle) => [
      needle.toLowerCase(),
      JSON.stringify(needle.toLowerCase()).slice(1, -1),
    ]);
    const found: string[] = [];
    let keys = 0;
    for await (const [node, key] of this.#keys()) {
      keys += 1;
      if (isExcepted(key.slice(this.#prefix.length + 1))) continue;
      for await (const content of this.#contentOf(node, key)) {
        const text = `${key} ${content}`.toLowerCase();
        if (!texts.some((each) => text.includes(each))) continue;
        found.push(key);
        break;
      }
    }
    return { found, keys };
  }

  async onApplicationShutdown() {
    this.#redis.disconnect();
    await this.#client.onApplicationShutdown();
  }

  async *#keys(): AsyncGenerator<[Redis, string]> {
    const nodes = 'nodes' in this.#redis ? this.#redis.nodes('master') : [this.#redis];
    for (const node of nodes) {
      // The braces of a Cluster's prefix are letters; what else a pattern would take is told apart below.
      for await (const keys of node.scanStream({ match: `${this.#prefix}:*`, count: atOnce })) {
        for (const key of keys as string[]) yield [node, key];
      }
    }
  }

  async *#contentOf(node: Redis, key: string): AsyncGenerator<string> {
    const type = await node.type(key);
    if (type === 'stream') {
      for await (const entries of this.#eventsOf(key)) yield entries.map(([, fields]) => fields.join('\n')).join('\n');
    } else if (type === 'hash') yield flat(await node.hgetall(key));
    else if (type === 'zset') yield flat(await node.zrange(key, '0', '-1'));
    else if (type === 'set') yield flat(await node.smembers(key));
    else if (type === 'list') yield flat(await node.lrange(key, 0, -1));
    else if (type === 'string') yield (await node.get(key)) ?? '';
  }

  async *#eventsOf(key: string): AsyncGenerator<[place: string, fields: string[]][]> {
    let after = '-';
    for (;;) {
      const entries = await this.#redis.xrange(key, after, '+', 'COUNT', atOnce);
      if (entries.length) yield entries;
      if (entries.length < atOnce) return;
      after = `(${entries.at(-1)![0]}`; // it is full
    }
  }

  #streamOf(queue: string) {
    return `${this.#prefix}:${queue}:events`;
  }
}

/** The job that an event is about, and its parent. */
function jobIdsIn(fields: readonly string[]): string[] {
  const { jobId } = asObject(fields);
  return jobId !== undefined && isBullId(jobId) ? [parseBullId(jobId).jobId] : [];
}

const flat = (held: readonly string[] | Readonly<Record<string, string>>) =>
  (Array.isArray(held) ? (held as readonly string[]) : Object.entries(held).flat()).join('\n');
