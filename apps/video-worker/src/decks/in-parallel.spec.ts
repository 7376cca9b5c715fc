import fc from 'fast-check';
import { inParallel } from './in-parallel.js';

describe('work in parallel', () => {
  it('is answered in order, with no more at once than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5)), fc.integer({ min: 1, max: 4 }), async (turns, limit) => {
        let active = 0;
        let most = 0;
        const results = await inParallel(turns, limit, async (count) => {
          most = Math.max(most, ++active);
          for (let turn = 0; turn < count; turn++) await undefined;
          active--;
          return count * 2;
        });
        expect(results).toEqual(turns.map((count) => count * 2));
        expect(most).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('ends with the first failure: nothing new is begun, and nothing goes on', async () => {
    const begun: number[] = [];
    let ended = 0;
    const work = async (item: number) => {
      begun.push(item);
      if (item === 2) throw new Error('no');
      for (let turn = 0; turn < 10; turn++) await undefined;
      ended++;
    };

    await expect(inParallel([1, 2, 3, 4, 5], 2, work)).rejects.toThrow('no');

    expect([begun, ended]).toEqual([[1, 2], 1]);
  });
});
