import fc from 'fast-check';
import { blocksBetween, topOfBlock } from './line-blocks.js';

describe('the blocks of a long list that are seen', () => {
  it.each([
    [0, 50, [0, 0]],
    [0, 150, [0, 1]],
    [100, 250, [1, 2]],
    [990, 5000, [9, 9]],
  ])('from %d to %d are %j', (top, bottom, blocks) => {
    expect(blocksBetween(new Array<number>(10).fill(100), top, bottom)).toEqual(blocks);
  });

  it('cover all that is seen, and begin and end with a block that is', () => {
    const heights = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(
        heights,
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 1, max: 900 }),
        (given, from, height) => {
          const end = topOfBlock(given, given.length);
          const top = Math.min(from, Math.max(0, end - height));
          const [first, last] = blocksBetween(given, top, top + height);

          expect(topOfBlock(given, first)).toBeLessThanOrEqual(top);
          expect(topOfBlock(given, first + 1)).toBeGreaterThan(top);
          expect(topOfBlock(given, last + 1)).toBeGreaterThanOrEqual(Math.min(end, top + height));
        },
      ),
    );
  });
});
