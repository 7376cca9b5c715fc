import fc from 'fast-check';
import { placeInRedis } from './place-in-redis.js';

const from = Date.UTC(2026, 0) / 1000;
const turn = fc.integer({ min: from, max: from + 11 * 365 * 24 * 3_600 });

describe('the place in Redis', () => {
  it('is a priority that BullMQ takes, and keeps the order of turns', () => {
    fc.assert(
      fc.property(turn, turn, (a, b) => {
        const [first, second] = [placeInRedis(Math.min(a, b)), placeInRedis(Math.max(a, b))];
        expect(first).toBeGreaterThanOrEqual(1);
        expect(second).toBeLessThanOrEqual(2 ** 21);
        expect(first).toBeLessThanOrEqual(second);
      }),
    );
  });

  it('is the same for turns of the same three minutes: those go in the order in which they were put', () => {
    expect(placeInRedis(from + 180)).toBe(placeInRedis(from + 359));
    expect(placeInRedis(from + 360)).toBe(placeInRedis(from + 180) + 1);
  });
});
