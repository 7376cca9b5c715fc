import { secondsPerPlace } from '@polyspool/database/priorities';

const originSeconds = Date.UTC(2026, 0) / 1000;
/** BullMQ knows priorities from 1 to 2,097,152. */
const places = 2 ** 21;

/**
 * Where a job stands among those that are in Redis, as BullMQ's priority: three minutes of its turn are one place, so an
 * urgent job overtakes what is there already, and nothing is overtaken for ever. It begins again every twelve years.
 */
export function placeInRedis(turnSeconds: number) {
  const place = Math.max(0, Math.floor((turnSeconds - originSeconds) / secondsPerPlace));
  return 1 + (place % places);
}
