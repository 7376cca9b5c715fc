import { FidelityReport } from '@polyspool/contracts/fidelity';
import type { PageFacts } from '@polyspool/pdf/document/page-facts';
import { fidelityReport } from './fidelity-report.js';

const page = (number: number, more: Partial<PageFacts> = {}): PageFacts => ({
  page: number,
  kind: 'text',
  blocks: 2,
  translated: [`${number}-0`, `${number}-1`],
  overflowingBlocks: 0,
  newOverlaps: 0,
  reducedBlocks: 1,
  smallestScale: 0.9,
  fallbackFonts: ['Noto Sans'],
  ...more,
});
const block = (id: string, unknownWords = 0, isFlattened = false, changedNames: readonly string[] = []) => ({
  ...{ id, unknownWords, words: 10, isFlattened, changedNames },
});

describe('fidelityReport', () => {
  it('adds up what pages, translations and pictures tell', () => {
    const report = fidelityReport({
      facts: {
        pages: [
          page(1),
          page(3, { kind: 'scan', smallestScale: 0.5, overflowingBlocks: 1, fallbackFonts: ['Amiri'] }),
          page(4, { kind: 'untouched', reason: 'It is odd', translated: [], blocks: 0, smallestScale: 1 }),
        ],
        notices: ['Signed', 'Has scripts'],
      },
      blocks: [
        block('1-0', 2),
        block('1-1', 0, true),
        block('3-0', 1, false, ['Brown']),
        block('3-1', 0, false, ['Brown', 'Will']),
        block('outline-1', 5),
      ],
      comparisons: [
        { page: 1, changedPixels: 0.001 },
        { page: 3, changedPixels: 0.02 },
      ],
      pictures: new Map([[1, { before: 'page-0001-before.png', after: 'page-0001-after.png' }]]),
      notices: ['Has scripts'],
      warnings: [{ code: 'engine.indirectPair', detail: 'Translated through Spanish' }],
    });

    expect(FidelityReport.parse(report)).toEqual(report);
    expect(report.summary).toEqual({
      pages: 3,
      untouchedPages: 1,
      scannedPages: 1,
      blocks: 4,
      translatedBlocks: 4,
      overflowingBlocks: 1,
      newOverlaps: 0,
      reducedBlocks: 3,
      smallestScale: 0.5,
      untranslatedWords: 3,
      words: 40,
      flattenedBlocks: 1,
      changedNames: 2,
      fallbackFonts: ['Amiri', 'Noto Sans'],
      mostChangedPixels: 0.02,
    });
    expect(report.pages[0]).toMatchObject({
      changedPixels: 0.001,
      before: 'page-0001-before.png',
      untranslatedWords: 2,
    });
    expect(report.pages[2]).toMatchObject({ kind: 'untouched', reason: 'It is odd', translatedBlocks: 0 });
    expect(report.warnings).toMatchObject([{ code: 'engine.indirectPair' }]);
    expect(report.notices).toEqual(['Has scripts', 'Signed']);
  });
});
