import { Redis } from 'ioredis';

/** What tests do to the Redis under a key prefix of their own. */
export class TestRedis {
  readonly #redis: Redis;

  constructor(
    url: string,
    private readonly prefix: string,
  ) {
    this.#redis = new Redis(url);
  }

  /** As after FLUSHALL. */
  async empty() {
    const keys = await this.#redis.keys(`${this.prefix}:*`);
    if (keys.length) await this.#redis.unlink(...keys);
  }

  /** As after a long absence of the reader. */
  async trimEvents(queue: string) {
    await this.#redis.xtrim(`${this.prefix}:${queue}:events`, 'MAXLEN', 1);
  }

  /** As anybody could who reaches Redis. */
  async addEvent(queue: string, fields: Readonly<Record<string, string>>) {
    await this.#redis.xadd(`${this.prefix}:${queue}:events`, '*', ...Object.entries(fields).flat());
  }

  async close() {
    await this.empty();
    this.#redis.disconnect();
  }
}
