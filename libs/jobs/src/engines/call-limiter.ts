import type { CallLimit } from '@polyspool/contracts/engines';
import type { RedisClient } from '../redis-connection.js';
import { randomUUID } from 'node:crypto';

/** A call reaches its engine a little after it was granted, and not all calls equally late. */
const marginShare = 0.02;
/** However far away a turn is, who waits for it comes back within this time: else he may be dead. */
const longestPromiseMs = 30_000;
/** Who does not come within this time of his promise is no longer waited for. When he comes, he has his place again. */
const graceMs = 250;
/** The places of those who did not come. */
const forgetMs = 600_000;
const rememberedPlaces = 1_000;

export interface Ask {
  readonly engine: string;
  /** Who asks: whoever comes back under the same name finds his place in the line. */
  readonly caller: string;
  readonly limit: CallLimit;
}

/**
 * A sliding window over all processes: a log of the calls granted, and a line of those who were told when to come back.
 * The time is that of Redis, so that clocks need not agree; where it was set back, at most a window is lost.
 */
export class CallLimiter {
  constructor(
    private readonly redis: RedisClient,
    private readonly prefix: string,
    /** For tests: milliseconds in place of Redis' own clock. */
    private readonly clock?: () => number,
  ) {}

  /** 0: the call may begin, now. Otherwise in how many milliseconds the caller should ask again; he has a place until then. */
  async take({ engine, caller, limit }: Ask): Promise<number> {
    const log = this.#log(engine);
    const bounds = [limit.calls, windowOf(limit), graceMs, longestPromiseMs, forgetMs, rememberedPlaces];
    const keys = [log, `${log}:line`, `${log}:due`, `${log}:late`];
    const settings = [...bounds, caller, randomUUID(), this.clock?.() ?? ''];
    return (await this.redis.eval(takeTurn, keys.length, ...keys, ...settings)) as number;
  }

  /** How many calls could begin now. */
  async available(engine: string, limit: CallLimit): Promise<number> {
    const [seconds, microseconds] = await this.redis.time();
    const nowMs = Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
    const begun = await this.redis.zcount(this.#log(engine), nowMs - windowOf(limit), '+inf');
    return Math.max(0, limit.calls - begun);
  }

  #log(engine: string) {
    return `${this.prefix}:rate:${engine}`;
  }
}

const windowOf = ({ windowMs }: CallLimit) => Math.ceil(windowMs * (1 + marginShare));

// `log`: grants by time. `line`: callers by order of arrival, with their promised return in `due`; those who broke their
// promise are in `late`, by order of arrival too, and count for nobody.
// A call may begin when fewer than `calls` began within the window, those counted who stand before it in the line.
// Otherwise its turn is a window after the call that stands `calls` places before it.
// Times in the future are of a clock that has been set back since: they pass for now, or for the latest promise.
const takeTurn = `
  local log, line, due, late = unpack(KEYS)
  local calls, window, grace, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
  local forget, remembered, caller, grant, now = ARGV[5], tonumber(ARGV[6]), ARGV[7], ARGV[8], tonumber(ARGV[9])
  if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
  end
  redis.call('ZREMRANGEBYSCORE', log, '-inf', now - window)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', log, '(' .. now, '+inf')) do redis.call('ZADD', log, now, id) end
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', due, '(' .. (now + longest), '+inf')) do
    redis.call('ZADD', due, now + longest, id)
  end

  for _, id in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', '(' .. (now - grace))) do
    if id ~= caller then
      redis.call('ZADD', late, redis.call('ZSCORE', line, id), id)
      redis.call('ZREM', line, id)
      redis.call('ZREM', due, id)
      redis.call('PEXPIRE', late, forget)
    end
  end
  redis.call('ZREMRANGEBYRANK', late, 0, -1 - remembered)

  local arrival = redis.call('ZSCORE', line, caller) or redis.call('ZSCORE', late, caller)
  if not arrival then
    local last = redis.call('ZRANGE', line, -1, -1, 'WITHSCORES')[2] or 0
    arrival = 1 + math.max(last, redis.call('ZRANGE', late, -1, -1, 'WITHSCORES')[2] or 0)
  end
  redis.call('ZREM', late, caller)
  redis.call('ZADD', line, arrival, caller)

  local before = redis.call('ZRANK', line, caller)
  local begun = redis.call('ZCARD', log)
  if begun + before < calls then
    redis.call('ZADD', log, now, grant)
    redis.call('PEXPIRE', log, window)
    redis.call('ZREM', line, caller)
    redis.call('ZREM', due, caller)
    return 0
  end

  local at = begun + before % calls - calls
  local turn = now
  if at >= 0 then turn = redis.call('ZRANGE', log, at, at, 'WITHSCORES')[2] + window end
  turn = turn + math.floor(before / calls) * window
  local promise = math.max(now + 1, math.min(turn, now + longest))
  redis.call('ZADD', due, promise, caller)
  redis.call('PEXPIRE', line, forget)
  redis.call('PEXPIRE', due, forget)
  return promise - now`;
