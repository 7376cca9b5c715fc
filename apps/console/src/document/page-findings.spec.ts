import { aPage } from '../testing/document-examples.js';
import { findingsOf, percent, worthALook } from './page-findings.js';

describe('what there is to look at on a page', () => {
  it('is nothing where it kept its look', () => {
    expect(findingsOf(aPage(1, { smallestScale: 0.9, reducedBlocks: 3, changedPixels: 0.0002 }))).toMatchObject({
      words: [],
      attention: 'fine',
    });
  });

  it.each([
    ['Left as it was: no memory left', 'look', { kind: 'untouched', reason: 'no memory left' }],
    ['1 text runs out of its place', 'look', { overflowingBlocks: 1 }],
    ['2 pairs of texts over one another', 'look', { newOverlaps: 2 }],
    ['30 of 200 words not known to the translator', 'note', { untranslatedWords: 30 }],
    ['Text at 60% of its size', 'note', { smallestScale: 0.6 }],
    ['0.4% of the picture beside the text has changed', 'note', { changedPixels: 0.004 }],
    ['2 names are not written as in the original', 'note', { changedNames: 2 }],
    ['1 text has lost bold, colour or links', 'note', { flattenedBlocks: 1 }],
    ['Read from a picture: check names and numbers', 'note', { kind: 'scan' }],
  ] as const)('is told in words: %s', (words, attention, over) => {
    expect(findingsOf(aPage(1, over))).toMatchObject({ words: [words], attention });
  });

  it('leads with the worst, on a page and among pages', () => {
    const pages = [
      aPage(1),
      aPage(2, { flattenedBlocks: 1 }),
      aPage(3, { flattenedBlocks: 1, overflowingBlocks: 2 }),
      aPage(4, { flattenedBlocks: 1 }),
    ].map(findingsOf);

    expect(worthALook(pages).map(({ page }) => page.page)).toEqual([3, 2, 4]);
    expect(pages[2]?.words[0]).toBe('2 texts run out of their places');
  });

  it('does not say that a little is nothing', () => {
    expect([0, 0.00001, 0.0123, 0.5].map(percent)).toEqual(['0%', 'less than 0.01%', '1.23%', '50%']);
  });
});
