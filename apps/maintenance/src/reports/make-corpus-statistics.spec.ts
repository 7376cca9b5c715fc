import fc from 'fast-check';
import { fewer } from './make-corpus-statistics.js';

it('parts are put together where a job may not have so many, and cover the same', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.integer({ min: 1, max: 50 }), (count, most) => {
      const ranges = Array.from({ length: count }, (_, at) => ({
        ...(at > 0 && { after: `${at - 1}` }),
        upTo: `${at}`,
      }));

      const joined = fewer(ranges, most);

      expect(joined.length).toBeLessThanOrEqual(most);
      expect([joined[0]?.after, joined.at(-1)?.upTo]).toEqual([undefined, ranges.at(-1)?.upTo]);
      expect(joined.slice(1).map(({ after }) => after)).toEqual(joined.slice(0, -1).map(({ upTo }) => upTo));
    }),
  );
});
