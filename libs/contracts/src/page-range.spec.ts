import fc from 'fast-check';
import { PageRange, pagesIn } from './page-range.js';

describe('Pages as people write them', () => {
  it.each([
    ['3', [3]],
    ['1-3,7', [1, 2, 3, 7]],
    [' 8 - , 2', [2, 8, 9, 10]],
    ['2-4,3-5', [2, 3, 4, 5]],
  ])('%s', (range, pages) => {
    expect(pagesIn(PageRange.parse(range), 10)).toEqual(pages);
  });

  it('are all pages where nothing is said', () => {
    expect(pagesIn(undefined, 3)).toEqual([1, 2, 3]);
  });

  it.each(['0', '5-3', '2-11', '11'])('outside of the document are an error: %s', (range) => {
    expect(() => pagesIn(PageRange.parse(range), 10)).toThrow(
      expect.objectContaining({ code: 'document.pageOutside' }),
    );
  });

  it.each(['', 'all', '1,,2', '-3', '1-2-3'])('that mean nothing are refused: "%s"', (range) => {
    expect(PageRange.safeParse(range).success).toBe(false);
  });

  it('say each page that they name, once and in order', () => {
    const pages = fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(pages, (named) => {
        expect(pagesIn(PageRange.parse(named.join(',')), 300)).toEqual([...named].sort((a, b) => a - b));
      }),
    );
  });
});
