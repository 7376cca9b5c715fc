import type { CallLimit } from '@polyspool/contracts/engines';
import type { RedisClient } from '../redis-connection.js';
import { randomUUID } from 'node:crypto';

/** A call reaches its engine a little after it was granted, and not all calls equally late. */
const marginShare = 0.02;
/** Who does not come within this time of his turn is no longer waited for. He keeps his place in front of the others. */
const graceMs = 250;
/** A place that nobody comes back for. */
const forgetMs = 600_000;

export interface Ask {
  readonly engine: string;
  /** Who asks: whoever comes back under the same name finds his place in the line. */
  readonly caller: string;
  readonly limit: CallLimit;
}

/**
 * A sliding window over all processes: a log of the calls granted, and a line of those who were told when to come back.
 * The time is that of Redis, so that clocks need not agree.
 */
export class CallLimiter {
  constructor(
    private readonly redis: RedisClient,
    private readonly prefix: string,
    /** For tests: milliseconds in place of Redis' own clock. */
    private readonly clock?: () => number,
  ) {}

  /** 0: the call may begin, now. Otherwise the milliseconds until the turn of the caller, who has a place until then. */
  async take({ engine, caller, limit }: Ask): Promise<number> {
    const log = `${this.prefix}:rate:${engine}`;
    const windowMs = Math.ceil(limit.windowMs * (1 + marginShare));
    const settings = [limit.calls, windowMs, graceMs, forgetMs, caller, randomUUID(), this.clock?.() ?? ''];
    return (await this.redis.eval(takeTurn, 2, log, `${log}:line`, ...settings)) as number;
  }
}

// A call may begin when fewer than `calls` began within the window, those counted who stand before it in the line.
// Otherwise its turn is a window after the call that stands `calls` places before it.
const takeTurn = `
  local log, line = KEYS[1], KEYS[2]
  local calls, window, grace, forget = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
  local caller, grant, now = ARGV[5], ARGV[6], tonumber(ARGV[7])
  if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
  end
  redis.call('ZREMRANGEBYSCORE', log, '-inf', now - window)
  redis.call('ZREMRANGEBYSCORE', line, '-inf', now - forget)

  local late = redis.call('ZCOUNT', line, '-inf', '(' .. (now - grace))
  local place = redis.call('ZRANK', line, caller) or redis.call('ZCARD', line)
  local before = math.max(0, place - late)
  local begun = redis.call('ZCARD', log)
  if begun + before < calls then
    redis.call('ZADD', log, now, grant)
    redis.call('PEXPIRE', log, window)
    redis.call('ZREM', line, caller)
    return 0
  end

  local at = begun + before - calls
  local pivot
  if at < begun then pivot = redis.call('ZRANGE', log, at, at, 'WITHSCORES')
  else pivot = redis.call('ZRANGE', line, late + at - begun, late + at - begun, 'WITHSCORES') end
  local turn = tonumber(pivot[2]) + window
  redis.call('ZADD', line, turn, caller)
  redis.call('PEXPIRE', line, turn - now + forget)
  return turn - now`;
