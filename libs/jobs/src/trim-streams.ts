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
    local position, first = ARGV[2 * at], ARGV[2 * at + 1]
    if #redis.call('XRANGE', key, position, position) > 0 then
      trimmed = trimmed + redis.call('XTRIM', key, 'MINID', '~', first, 'LIMIT', ARGV[1])
    end
  end
  return trimmed`;

/**
 * Takes from each stream what stands before a position and is older than that by `keepMs`, in whole nodes of Redis (100 entries
 * at the most). Answers how many.
 */
export async function trimStreams(redis: RedisClient, positions: ReadonlyMap<string, string>, keepMs: number) {
  const keys = [...positions.keys()];
  const bounds = [...positions.values()].flatMap((position) => [position, earlier(position, keepMs)]);
  return (await redis.eval(trim, keys.length, ...keys, mostAtOnce, ...bounds)) as number;
}

/** Redis numbers entries by its clock: `<milliseconds>-<number>`. */
const earlier = (position: string, ms: number) => (ms ? `${Math.max(0, parseInt(position) - ms)}-0` : position);
