import type { FidelityReport, FidelitySummary, PageFidelity } from '@polyspool/contracts/fidelity';

const counts = {
  blocks: 12,
  translatedBlocks: 10,
  overflowingBlocks: 0,
  newOverlaps: 0,
  reducedBlocks: 0,
  smallestScale: 1,
  untranslatedWords: 0,
  words: 200,
  flattenedBlocks: 0,
  fallbackFonts: [],
};

/** A page that came out well. */
export const aPage = (page: number, over: Partial<PageFidelity> = {}): PageFidelity => ({
  ...counts,
  page,
  kind: 'text',
  changedPixels: 0,
  before: `page-${String(page).padStart(4, '0')}.before.png`,
  after: `page-${String(page).padStart(4, '0')}.after.png`,
  ...over,
});

export const aReport = (pages: PageFidelity[], over: Partial<FidelitySummary> = {}): FidelityReport => ({
  version: 1,
  summary: { ...counts, pages: pages.length, untouchedPages: 0, scannedPages: 0, mostChangedPixels: 0, ...over },
  pages,
  notices: [],
});
