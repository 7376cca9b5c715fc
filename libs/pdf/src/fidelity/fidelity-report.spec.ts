import { FidelityReport } from '@polyspool/contracts/fidelity';
import type { PageFacts } from '../document/page-facts.js';
import { fidelityReport } from './fidelity-report.js';

const page = (number: number, facts: Partial<PageFacts> = {}): PageFacts => ({
  page: number,
  kind: 'text',
  blocks: 0,
  translated: [],
  overflowingBlocks: 0,
  newOverlaps: 0,
  reducedBlocks: 0,
  smallestScale: 1,
  fallbackFonts: [],
  ...facts,
});

const text = (id: string, unknownWords = 0, isFlattened = false) => ({ id, unknownWords, words: 10, isFlattened });

describe('fidelityReport', () => {
  it('adds to each page what is known of its texts and its pictures', () => {
    const facts = {
      pages: [page(12, { blocks: 3, translated: ['12-0', '12-2'], reducedBlocks: 1, smallestScale: 0.8 })],
      notices: ['Its script is gone'],
    };
    const comparisons = [{ page: 12, changedPixels: 0.001, beforePath: '/tmp/b.png', afterPath: '/tmp/a.png' }];

    const report = fidelityReport({
      facts,
      texts: [text('12-0', 2, true), text('12-2', 1), text('13-0', 5)],
      comparisons,
    });

    expect(FidelityReport.parse(report)).toEqual(report);
    expect(report.notices).toEqual(['Its script is gone']);
    expect(report.pages).toEqual([
      {
        page: 12,
        kind: 'text',
        blocks: 3,
        translatedBlocks: 2,
        overflowingBlocks: 0,
        newOverlaps: 0,
        reducedBlocks: 1,
        smallestScale: 0.8,
        untranslatedWords: 3,
        words: 20,
        flattenedBlocks: 1,
        fallbackFonts: [],
        changedPixels: 0.001,
        before: 'page-0012.before.png',
        after: 'page-0012.after.png',
      },
    ]);
  });

  it('sums up a document, and names what is worst in it', () => {
    const pages = [
      page(1, { blocks: 4, translated: ['1-0'], smallestScale: 0.9, fallbackFonts: ['NotoSansTelugu-Regular'] }),
      page(2, { kind: 'untouched', reason: 'Too slow' }),
      page(3, {
        kind: 'scan',
        blocks: 2,
        translated: ['3-0'],
        smallestScale: 0.5,
        overflowingBlocks: 1,
        newOverlaps: 2,
      }),
    ];
    const comparisons = [
      { page: 1, changedPixels: 0 },
      { page: 3, changedPixels: 0.02 },
    ];

    const { summary } = fidelityReport({
      facts: { pages, notices: [] },
      texts: [text('1-0', 1), text('3-0')],
      comparisons,
    });

    expect(summary).toEqual({
      pages: 3,
      untouchedPages: 1,
      scannedPages: 1,
      blocks: 6,
      translatedBlocks: 2,
      overflowingBlocks: 1,
      newOverlaps: 2,
      reducedBlocks: 0,
      smallestScale: 0.5,
      untranslatedWords: 1,
      words: 20,
      flattenedBlocks: 0,
      fallbackFonts: ['NotoSansTelugu-Regular'],
      mostChangedPixels: 0.02,
    });
  });
});
