import type { OnApplicationShutdown } from '@nestjs/common';
import type { RedisClient } from '@polyspool/jobs/redis-connection';
import { createHash, randomUUID } from 'node:crypto';

export interface TakenMessage {
  /** By which it is acknowledged or given back. */
  readonly tag: string;
  readonly raw: string;
}

/** Of kombu: the lists of a queue, the most urgent first (`celery`, `celery\x06\x163`, ...). */
const prioritySteps = ['', '\x06\x163', '\x06\x166', '\x06\x169'];
/** Messages of a process that is gone go back into their queues. */
const mostHeldMs = 120_000;
/** How long it is remembered that a message has failed. */
const failuresSeconds = 86_400;

/** Atomically: what is taken from a queue stands in `unacked` until it is acknowledged. */
const takeScript = `
local taken = {}
for at = 3, #KEYS do
  while #taken < 2 * tonumber(ARGV[2]) do
    local raw = redis.call('RPOP', KEYS[at])
    if not raw then break end
    local tag = ARGV[3] .. #taken
    redis.call('HSET', KEYS[1], tag, KEYS[at] .. '\\n' .. raw)
    redis.call('ZADD', KEYS[2], ARGV[1], tag)
    taken[#taken + 1] = tag
    taken[#taken + 1] = raw
  end
end
return taken`;

const giveBackScript = `
local held = redis.call('HGET', KEYS[1], ARGV[1])
if not held then return 0 end
local cut = string.find(held, '\\n', 1, true)
redis.call(ARGV[2], string.sub(held, 1, cut - 1), string.sub(held, cut + 1))
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1`;

/** The queues of Celery's clients, as kombu keeps them in Redis. A message is lost with no process: it is taken, then acknowledged. */
export class Broker implements OnApplicationShutdown {
  readonly #keys: readonly [unacked: string, index: string];
  readonly #lists: readonly string[];

  constructor(
    readonly redis: RedisClient,
    private readonly names: { readonly prefix: string; readonly queues: readonly string[] },
  ) {
    const { prefix, queues } = names;
    this.#keys = [`${prefix}:celery:unacked`, `${prefix}:celery:unacked-index`];
    this.#lists = prioritySteps.flatMap((step) => queues.map((queue) => queue + step));
  }

  /** Up to so many, the most urgent first; nothing where nothing waits. */
  async take(most: number): Promise<TakenMessage[]> {
    const keys = [...this.#keys, ...this.#lists];
    const flat = (await this.redis.eval(
      takeScript,
      keys.length,
      ...keys,
      ...[Date.now(), most, `${randomUUID()}:`],
    )) as string[];
    return Array.from({ length: flat.length / 2 }, (_, at) => ({ tag: flat[2 * at]!, raw: flat[2 * at + 1]! }));
  }

  async acknowledge({ tag }: TakenMessage) {
    const [unacked, index] = this.#keys;
    await this.redis.multi().hdel(unacked, tag).zrem(index, tag).exec();
  }

  /** It is the next one of its queue again; or the last, so that others go before it. */
  async giveBack({ tag }: Pick<TakenMessage, 'tag'>, as: 'next' | 'last' = 'next') {
    const push = as === 'next' ? 'RPUSH' : 'LPUSH';
    await this.redis.eval(giveBackScript, this.#keys.length, ...this.#keys, tag, push);
  }

  /** These still have someone, however long it takes. */
  async keep(tags: readonly string[]) {
    const [, index] = this.#keys;
    if (tags.length) await this.redis.zadd(index, 'XX', ...tags.flatMap((tag) => [Date.now(), tag]));
  }

  /** How often it has failed by now, in whichever process. */
  async countFailure({ raw }: Pick<TakenMessage, 'raw'>): Promise<number> {
    const key = `${this.names.prefix}:celery:failures:${createHash('sha256').update(raw).digest('hex')}`;
    const failures = await this.redis.incr(key);
    await this.redis.expire(key, failuresSeconds);
    return failures;
  }

  /** What was taken long ago, and by now has no one. */
  async restore() {
    const [, index] = this.#keys;
    for (const tag of await this.redis.zrangebyscore(index, 0, Date.now() - mostHeldMs)) await this.giveBack({ tag });
  }

  async check() {
    await this.redis.exists(this.#keys[0]);
  }

  /** After all who use it have ended. */
  onApplicationShutdown() {
    this.redis.disconnect();
  }
}
