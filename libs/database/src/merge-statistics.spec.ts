import type { CorpusShare, CorpusStatistics } from '@polyspool/contracts/reports';
import fc from 'fast-check';
import { byName, hoursOf, mergeStatistics, mostFirst, noStatistics } from './merge-statistics.js';

const sum = {
  records: fc.nat(100_000),
  hours: fc.nat(2 ** 40).map(hoursOf),
  speechHours: fc.nat(2 ** 40).map(hoursOf),
};
const shares = (order: (a: CorpusShare, b: CorpusShare) => number) =>
  fc
    .uniqueArray(fc.record({ name: fc.constantFrom('', 'te', 'hi', 'en', 'a'), ...sum }), {
      selector: ({ name }) => name,
    })
    .map((all) => all.sort(order));
const Statistics: fc.Arbitrary<CorpusStatistics> = fc.record({
  ...sum,
  processed: fc.nat(100_000),
  byLanguage: shares(mostFirst),
  byContributor: shares(mostFirst),
  byCategory: shares(mostFirst),
  byQuality: shares(mostFirst),
  growth: shares(byName),
});

describe('merged statistics', () => {
  it('are the same, whichever parts are merged first, and in whichever order', () => {
    fc.assert(
      fc.property(Statistics, Statistics, Statistics, (a, b, c) => {
        const merged = mergeStatistics([a, b, c]);
        expect(mergeStatistics([mergeStatistics([a, b]), c])).toEqual(merged);
        expect(mergeStatistics([c, b, a])).toEqual(merged);
      }),
    );
  });

  it('of one part are that part, and nothing adds nothing', () => {
    fc.assert(
      fc.property(Statistics, (one) => {
        expect(mergeStatistics([noStatistics, one])).toEqual(one);
      }),
    );
    expect(mergeStatistics([])).toEqual(noStatistics);
  });

  it('have in each share what its parts have', () => {
    fc.assert(
      fc.property(fc.array(Statistics), (all) => {
        const records = (parts: readonly CorpusStatistics[]) =>
          parts.flatMap(({ byLanguage }) => byLanguage).reduce((total, share) => total + share.records, 0);
        expect(records([mergeStatistics(all)])).toBe(records(all));
      }),
    );
  });
});
