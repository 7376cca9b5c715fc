import type { EngineName } from '@polyspool/contracts/engines';
import type { RedisClient } from '../redis-connection.js';
import { breakerKey } from './engine-state.js';

/** So many failures in a row, of whichever jobs, and the engine counts as down. */
const failuresToOpen = 5;
/** Between two looks at an engine that is down. */
export const probeEveryMs = 5_000;
/** A probe takes no longer; a replica that dies over it is succeeded by another. */
export const probeTimeoutMs = 10_000;
const maxDetailLength = 300;

/** One breaker for each engine, in Redis: what one process learns of an engine holds for all. */
export class Breaker {
  constructor(
    private readonly redis: RedisClient,
    private readonly prefix: string,
  ) {}

  /** How long one should wait before asking again, in milliseconds; 0 while all of them are in order. */
  async waitMs(engines: readonly EngineName[]): Promise<number> {
    if (!engines.length) return 0;
    return this.#run(longestWait, engines, []);
  }

  async succeeded(engine: EngineName) {
    await this.redis.hset(this.#key(engine), 'failures', 0);
  }

  /** Answers how long to wait before the next call: 0 when it may be tried at once. */
  async failed(engine: EngineName, detail: string): Promise<number> {
    return this.#run(countFailure, [engine], [failuresToOpen, probeEveryMs, cut(detail)]);
  }

  /** True for one replica, when it is time to look. Also makes the engine known. */
  async mayProbe(engine: EngineName): Promise<boolean> {
    return (await this.#run(claimProbe, [engine], [probeTimeoutMs + probeEveryMs])) === 1;
  }

  async probed(engine: EngineName, failure?: string) {
    await this.#run(settleProbe, [engine], failure === undefined ? [] : [probeEveryMs, cut(failure)]);
  }

  async #run(script: string, engines: readonly EngineName[], values: readonly (string | number)[]) {
    const keys = engines.map((engine) => this.#key(engine));
    return (await this.redis.eval(script, keys.length, ...keys, ...values)) as number;
  }

  #key(engine: EngineName) {
    return breakerKey(this.prefix, engine);
  }
}

const cut = (detail: string) => detail.slice(0, maxDetailLength);

const now = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

const longestWait = `${now}
  local wait = 0
  for _, key in ipairs(KEYS) do
    local state, retry = unpack(redis.call('HMGET', key, 'state', 'retryAtMs'))
    if state and state ~= 'closed' then wait = math.max(wait, 1, tonumber(retry) - now) end
  end
  return wait`;

const countFailure = `${now}
  local failures = redis.call('HINCRBY', KEYS[1], 'failures', 1)
  local state = redis.call('HGET', KEYS[1], 'state')
  if state and state ~= 'closed' then
    return math.max(1, tonumber(redis.call('HGET', KEYS[1], 'retryAtMs')) - now)
  end
  if failures < tonumber(ARGV[1]) then return 0 end
  redis.call('HSET', KEYS[1], 'state', 'open', 'sinceMs', now, 'retryAtMs', now + ARGV[2], 'detail', ARGV[3])
  return tonumber(ARGV[2])`;

const claimProbe = `${now}
  local state, retry = unpack(redis.call('HMGET', KEYS[1], 'state', 'retryAtMs'))
  if not state then redis.call('HSET', KEYS[1], 'state', 'closed', 'sinceMs', now) end
  if not state or state == 'closed' or tonumber(retry) > now then return 0 end
  redis.call('HSET', KEYS[1], 'state', 'probing', 'retryAtMs', now + ARGV[1])
  return 1`;

// Of a replica that was given up and answers late, nothing is taken.
const settleProbe = `${now}
  if redis.call('HGET', KEYS[1], 'state') ~= 'probing' then return 0 end
  if ARGV[1] then
    redis.call('HSET', KEYS[1], 'state', 'open', 'retryAtMs', now + ARGV[1], 'detail', ARGV[2])
  else
    redis.call('HSET', KEYS[1], 'state', 'closed', 'sinceMs', now, 'failures', 0)
    redis.call('HDEL', KEYS[1], 'retryAtMs', 'detail')
  end
  return 1`;
