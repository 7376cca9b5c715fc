import type { TimeRange } from '@polyspool/contracts/time-range';
import { silencesBetween } from './silences-between.js';
import { within } from './within.js';

const seconds = (startSeconds: number, endSeconds: number): TimeRange => ({ startSeconds, endSeconds });

describe('silencesBetween', () => {
  it('is what remains of the range, before, between and after', () => {
    expect(silencesBetween([seconds(2, 3), seconds(3.4, 8)], seconds(1, 10))).toEqual([
      seconds(1, 2),
      seconds(3, 3.4),
      seconds(8, 10),
    ]);
  });

  it('is nothing where somebody speaks from end to end, and all where nobody does', () => {
    expect(silencesBetween([seconds(0, 10)], seconds(0, 10))).toEqual([]);
    expect(silencesBetween([], seconds(0, 10))).toEqual([seconds(0, 10)]);
  });
});

describe('within', () => {
  it('cuts ranges to the bounds and drops those outside', () => {
    const ranges = [seconds(0, 2), seconds(2, 4), seconds(5, 6), seconds(9, 12), seconds(12, 13)];

    expect(within(ranges, seconds(3, 10))).toEqual([seconds(3, 4), seconds(5, 6), seconds(9, 10)]);
  });
});
