import { z } from 'zod';
import type { RedisClient } from './redis-connection.js';
import { within } from './within.js';

const forgetMs = 60_000;
const callMs = 2_000;

/** A process that serves queues, as it writes itself down every 8 s. */
export interface LiveWorker {
  readonly id: string;
  readonly name: string;
  /** Slots by queue; none once it takes no more. */
  readonly queues: Readonly<Record<string, number>>;
  readonly startedAtMs: number;
  /** By the clock of Redis. */
  readonly seenAtMs: number;
  /** How long ago that was. */
  readonly ageMs: number;
  readonly active: number;
  readonly rssBytes: number;
}

export type WorkerState = Omit<LiveWorker, 'id' | 'seenAtMs' | 'ageMs'>;

const slots = z.string().transform((text) => z.record(z.string(), z.number()).parse(JSON.parse(text)));
const Written = z.object({
  name: z.string(),
  queues: slots,
  startedAtMs: z.coerce.number(),
  active: z.coerce.number(),
  rssBytes: z.coerce.number(),
});

/** The processes that serve queues now. Redis forgets those that fall silent. */
export class WorkerRegistry {
  readonly #all: string;

  constructor(
    private readonly redis: RedisClient,
    private readonly prefix: string,
  ) {
    this.#all = `${prefix}:workers`;
  }

  async write(id: string, state: WorkerState) {
    const nowMs = await this.#nowMs();
    const key = this.#key(id);
    const answers = await this.redis
      .pipeline()
      .hset(key, { ...state, queues: JSON.stringify(state.queues) })
      .pexpire(key, forgetMs)
      .zadd(this.#all, nowMs, id)
      .zremrangebyscore(this.#all, 0, nowMs - forgetMs)
      .exec();
    throwFirst(answers);
  }

  async remove(id: string) {
    throwFirst(await this.redis.pipeline().zrem(this.#all, id).del(this.#key(id)).exec());
  }

  async read(): Promise<LiveWorker[]> {
    const nowMs = await within(callMs, this.#nowMs());
    const scored = await within(callMs, this.redis.zrangebyscore(this.#all, nowMs - forgetMs, '+inf', 'WITHSCORES'));
    const pipeline = this.redis.pipeline();
    const seen = scored.flatMap((id, index) => (index % 2 ? [] : [{ id, seenAtMs: Number(scored[index + 1]) }]));
    for (const { id } of seen) pipeline.hgetall(this.#key(id));
    const found = (await within(callMs, pipeline.exec())) ?? [];
    return found.flatMap(([error, fields], index) => {
      if (error) throw error;
      const written = Written.safeParse(fields).data;
      const at = seen[index]!; // one for one
      return written ? [{ ...at, ageMs: Math.max(0, nowMs - at.seenAtMs), ...written }] : [];
    });
  }

  async #nowMs() {
    const [seconds, microseconds] = await this.redis.time();
    return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
  }

  #key(id: string) {
    return `${this.prefix}:worker:${id}`;
  }
}

/** A pipeline answers the errors of its commands, it does not throw them. */
function throwFirst(answers: readonly [Error | null, unknown][] | null) {
  for (const [error] of answers ?? []) if (error) throw error;
}
