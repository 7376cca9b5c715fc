import fc from 'fast-check';
import { joinRanges } from './join-ranges.js';

const range = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });

describe('joinRanges', () => {
  it('joins what meets, and cuts to the recording', () => {
    expect(joinRanges([range(-1, 2), range(2.01, 3), range(4, 9), range(10, 11)], 0.05, 8)).toEqual([
      range(0, 3),
      range(4, 8),
    ]);
  });

  it('leaves gaps worth having, and nothing outside', () => {
    const ranges = fc
      .array(fc.tuple(fc.nat(100), fc.nat(100)))
      .map((list) =>
        list
          .map(([from, length]) => range(from / 10, (from + length) / 10))
          .sort((a, b) => a.startSeconds - b.startSeconds),
      );
    fc.assert(
      fc.property(ranges, (list) => {
        const joined = joinRanges(list, 0.3, 8);

        joined.forEach(({ startSeconds, endSeconds }, i) => {
          expect(endSeconds).toBeGreaterThan(startSeconds);
          expect(startSeconds - (joined[i - 1]?.endSeconds ?? -1)).toBeGreaterThanOrEqual(0.3 - 1e-9);
          expect(endSeconds).toBeLessThanOrEqual(8);
        });
      }),
    );
  });
});
