import { openPrompt, prefixOf, type QueueConnection, type RedisClient } from '@polyspool/jobs/redis-connection';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible';

export const windowS = 60;
/** After an error the other replicas are not asked for a while. */
const restMs = 1_000;

export interface Budget {
  readonly name: string;
  /** In `windowS`. */
  readonly requests: number;
}

export interface Spent {
  readonly isOver: boolean;
  readonly left: number;
  readonly resetS: number;
}

/**
 * How often somebody has asked. This process decides by what it knows, so nobody waits for Redis; there the replicas add up
 * what they have seen, and each takes over the sum as soon as it hears of it. Without Redis each counts for itself.
 */
export class RequestCounter {
  readonly #own: RateLimiterMemory;
  readonly #all: RateLimiterRedis | undefined;
  #restUntil = 0;

  constructor(
    readonly budget: Budget,
    shared?: SharedCounts,
  ) {
    const sizes = { points: budget.requests, duration: windowS };
    this.#own = new RateLimiterMemory({ ...sizes, keyPrefix: budget.name });
    this.#all = shared && new RateLimiterRedis({ ...sizes, ...shared.settingsOf(budget.name) });
  }

  async take(who: string): Promise<Spent> {
    const counted = await this.#own.penalty(who);
    if (this.#all && performance.now() >= this.#restUntil) void this.#tell(this.#all, who);
    return {
      isOver: (counted.consumedPoints ?? 0) > this.budget.requests,
      left: Math.max(0, this.budget.requests - (counted.consumedPoints ?? 0)),
      resetS: secondsUntil(counted),
    };
  }

  async #tell(all: RateLimiterRedis, who: string) {
    try {
      const sum = await all.penalty(who);
      const own = await this.#own.get(who);
      const consumed = sum.consumedPoints ?? 0;
      if (consumed > (own?.consumedPoints ?? 0)) await this.#own.set(who, consumed, secondsUntil(sum));
    } catch {
      // What is wrong with Redis the connection says; this process goes on with what it counts itself.
      this.#restUntil = performance.now() + restMs;
    }
  }
}

const secondsUntil = ({ msBeforeNext }: Pick<RateLimiterRes, 'msBeforeNext'>) =>
  Math.max(1, Math.ceil((msBeforeNext ?? 0) / 1_000));

/** The Redis in which replicas add up. Nobody may wait for it. */
export class SharedCounts {
  readonly #redis: RedisClient;
  readonly #prefix: string;

  constructor(connection: QueueConnection, onError: (error: Error) => void) {
    this.#redis = openPrompt(connection, onError);
    this.#prefix = prefixOf(connection);
  }

  settingsOf(budget: string) {
    return { storeClient: this.#redis, keyPrefix: `${this.#prefix}:requests:${budget}`, rejectIfRedisNotReady: true };
  }

  /** Throws when Redis does not answer. */
  async check() {
    await this.#redis.exists(`${this.#prefix}:check`);
  }

  close() {
    this.#redis.disconnect();
  }
}
