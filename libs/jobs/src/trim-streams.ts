import type { RedisClient } from './redis-connection.js';

/** A stream that was never trimmed is taken in pieces: Redis does nothing else meanwhile. */
const mostAtOnce = 100_000;

/**
 * The entry at the position has to be there, and stays. So a reader that goes on behind it finds no gap, and nothing is
 * taken from a stream that begins anew under an older clock.
 */
const trim = `
  local trimmed = 0
  for at, key in ipairs(KEYS) do
    local position = ARGV[at + 1]
    if #redis.call('XRANGE', key, position, position) > 0 then
      trimmed = trimmed + redis.call('XTRIM', key, 'MINID', '~', position, 'LIMIT', ARGV[1])
    end
  end
  return trimmed`;

/** Takes from each stream what stands before a position, in whole nodes of Redis (100 entries at the most). Answers how many. */
export async function trimStreams(redis: RedisClient, positions: ReadonlyMap<string, string>): Promise<number> {
  const keys = [...positions.keys()];
  return (await redis.eval(trim, keys.length, ...keys, mostAtOnce, ...positions.values())) as number;
}
