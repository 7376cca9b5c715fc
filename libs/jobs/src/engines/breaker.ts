import type { EngineName } from '@polyspool/contracts/engines';
import type { RedisClient } from '../redis-connection.js';
import { breakerKey, EngineState } from './engine-state.js';

/** So many failed answers in a row, to whichever jobs, and the engine counts as down. */
const failuresToOpen = 5;
/** Between two looks at an engine that is down. */
export const probeEveryMs = 5_000;
/** A probe takes no longer; a replica that dies over it is succeeded by another. */
export const probeTimeoutMs = 10_000;
/** Without a process that could look at it, it is no engine of this house any more. */
const forgetMs = 600_000;
/** How long jobs stay away: as long as the engine has been down already, within these bounds. */
const shortestWaitMs = 5_000;
const longestWaitMs = 50_000;
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
    return this.#run(longestWait, engines, [shortestWaitMs, longestWaitMs]);
  }

  async succeeded(engine: EngineName) {
    await this.redis.hset(this.#key(engine), 'failures', 0);
  }

  /**
   * It answered, with a failure that may be the input's fault: it is looked at soon, and counts as down after some in a
   * row. Answers how long to wait before the next call: 0 while it may be tried.
   */
  async failed(engine: EngineName, detail: string): Promise<number> {
    return this.#down(engine, detail, failuresToOpen);
  }

  /** It did not answer: it is down. Answers how long to wait before the next call. */
  async unavailable(engine: EngineName, detail: string): Promise<number> {
    return this.#down(engine, detail, 1);
  }

  async state(engine: EngineName): Promise<EngineState['state']> {
    return EngineState.shape.state.catch('closed').parse(await this.redis.hget(this.#key(engine), 'state'));
  }

  /** True for one replica, when it is time to look. Also makes the engine known. */
  async mayProbe(engine: EngineName): Promise<boolean> {
    return (await this.#run(claimProbe, [engine], [probeTimeoutMs + probeEveryMs, probeEveryMs, forgetMs])) === 1;
  }

  async probed(engine: EngineName, failure?: string) {
    await this.#run(settleProbe, [engine], failure === undefined ? [] : [probeEveryMs, cut(failure)]);
  }

  async #down(engine: EngineName, detail: string, enough: number) {
    const waits = [shortestWaitMs, longestWaitMs];
    const opened = await this.#run(countFailure, [engine], [enough, probeEveryMs, cut(detail)]);
    return opened ? this.#run(longestWait, [engine], waits) : 0;
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

// Bounded above too: a clock that was set back must not keep jobs away.
const longestWait = `${now}
  local least, most = tonumber(ARGV[1]), tonumber(ARGV[2])
  local wait = 0
  for _, key in ipairs(KEYS) do
    local state, since, retry = unpack(redis.call('HMGET', key, 'state', 'sinceMs', 'retryAtMs'))
    if state and state ~= 'closed' then
      wait = math.max(wait, math.min(most, math.max(least, retry - now, now - since)))
    end
  end
  return wait`;

// Answers whether it counts as down. While it does not, a failure asks for a look.
const countFailure = `${now}
  local failures = redis.call('HINCRBY', KEYS[1], 'failures', 1)
  local state = redis.call('HGET', KEYS[1], 'state')
  if state and state ~= 'closed' then return 1 end
  if failures < tonumber(ARGV[1]) then
    redis.call('HSETNX', KEYS[1], 'retryAtMs', now)
    return 0
  end
  redis.call('HSET', KEYS[1], 'state', 'open', 'sinceMs', now, 'retryAtMs', now + ARGV[2], 'detail', ARGV[3])
  return 1`;

// No look is further away than one that another replica has begun, unless the clock was set back.
const claimProbe = `${now}
  local state, retry = unpack(redis.call('HMGET', KEYS[1], 'state', 'retryAtMs'))
  if not state then redis.call('HSET', KEYS[1], 'state', 'closed', 'sinceMs', now) end
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  retry = tonumber(retry)
  if retry and retry > now + ARGV[1] then redis.call('HSET', KEYS[1], 'retryAtMs', now + ARGV[2]) end
  if not retry or retry > now then return 0 end
  redis.call('HSET', KEYS[1], 'retryAtMs', now + ARGV[1])
  if state and state ~= 'closed' then redis.call('HSET', KEYS[1], 'state', 'probing') end
  return 1`;

// Of a replica that was given up and answers late, nothing is taken. A look at an engine that is not down does not
// take its failures back: they may be in what only some jobs ask of it.
const settleProbe = `${now}
  local state, retry = unpack(redis.call('HMGET', KEYS[1], 'state', 'retryAtMs'))
  if state == 'open' or not retry then return 0 end
  if ARGV[1] then
    if state ~= 'probing' then redis.call('HSET', KEYS[1], 'sinceMs', now) end
    redis.call('HSET', KEYS[1], 'state', 'open', 'retryAtMs', now + ARGV[1], 'detail', ARGV[2])
  else
    if state == 'probing' then redis.call('HSET', KEYS[1], 'state', 'closed', 'sinceMs', now, 'failures', 0) end
    redis.call('HDEL', KEYS[1], 'retryAtMs', 'detail')
  end
  return 1`;
