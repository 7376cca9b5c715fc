import { pagesIn } from '@polyspool/contracts/page-range';
import fc from 'fast-check';
import { groupsOf, rangeOf } from './pages-of.js';

const pages = fc
  .uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 100 })
  .map((all) => all.sort((a, b) => a - b));

describe('rangeOf', () => {
  it('writes pages as people do', () => {
    expect(rangeOf([1, 2, 3, 7, 9, 10])).toBe('1-3,7,9-10');
  });

  it('is read as the same pages', () => {
    fc.assert(fc.property(pages, (all) => expect(pagesIn(rangeOf(all), 300)).toEqual(all)));
  });
});

describe('groupsOf', () => {
  it('hands out each page once, ten at a time', () => {
    fc.assert(
      fc.property(pages, (all) => {
        const groups = groupsOf(all);

        expect(groups.flat()).toEqual(all);
        expect(groups.slice(0, -1).every((group) => group.length === 10)).toBe(true);
      }),
    );
  });
});
