import type { FidelityReport, FidelitySummary, PageFidelity } from '@polyspool/contracts/fidelity';
import type { PageFacts, ReconstructionFacts } from '../document/page-facts.js';
import type { PageComparison } from './compare-documents.js';

/** What is known of a translated text. */
export interface TranslatedText {
  /** Of its block. */
  readonly id: string;
  /** Words that the translator did not know, of how many. */
  readonly unknownWords: number;
  readonly words: number;
  /** Its spans could not be found again. */
  readonly isFlattened: boolean;
}

export interface FidelityParts {
  readonly facts: ReconstructionFacts;
  readonly texts: readonly TranslatedText[];
  readonly comparisons: readonly PageComparison[];
}

/** The name of the artifact with a page as it was, or as it is. */
export const pictureName = (page: number, when: 'before' | 'after') =>
  `page-${String(page).padStart(4, '0')}.${when}.png`;

/** What translating has changed beside the words, page by page and all in all. */
export function fidelityReport({ facts, texts, comparisons }: FidelityParts): FidelityReport {
  const textsById = new Map(texts.map((text) => [text.id, text]));
  const comparisonsByPage = new Map(comparisons.map((comparison) => [comparison.page, comparison]));
  const pages = facts.pages.map((page) => pageFidelity(page, textsById, comparisonsByPage.get(page.page)));
  return { version: 1, summary: summaryOf(pages), pages, notices: [...facts.notices] };
}

function pageFidelity(
  { translated, ...facts }: PageFacts,
  texts: ReadonlyMap<string, TranslatedText>,
  comparison: PageComparison | undefined,
): PageFidelity {
  const known = translated.flatMap((id) => texts.get(id) ?? []);
  return {
    ...facts,
    translatedBlocks: translated.length,
    untranslatedWords: sum(known, ({ unknownWords }) => unknownWords),
    words: sum(known, ({ words }) => words),
    flattenedBlocks: known.filter(({ isFlattened }) => isFlattened).length,
    ...(comparison && { changedPixels: comparison.changedPixels }),
    ...(comparison?.beforePath && { before: pictureName(facts.page, 'before') }),
    ...(comparison?.afterPath && { after: pictureName(facts.page, 'after') }),
  };
}

function summaryOf(pages: readonly PageFidelity[]): FidelitySummary {
  const changed = pages.flatMap(({ changedPixels }) => changedPixels ?? []);
  return {
    pages: pages.length,
    untouchedPages: pages.filter(({ kind }) => kind === 'untouched').length,
    scannedPages: pages.filter(({ kind }) => kind === 'scan').length,
    blocks: sum(pages, ({ blocks }) => blocks),
    translatedBlocks: sum(pages, ({ translatedBlocks }) => translatedBlocks),
    overflowingBlocks: sum(pages, ({ overflowingBlocks }) => overflowingBlocks),
    newOverlaps: sum(pages, ({ newOverlaps }) => newOverlaps),
    reducedBlocks: sum(pages, ({ reducedBlocks }) => reducedBlocks),
    smallestScale: Math.min(1, ...pages.map(({ smallestScale }) => smallestScale)),
    untranslatedWords: sum(pages, ({ untranslatedWords }) => untranslatedWords),
    words: sum(pages, ({ words }) => words),
    flattenedBlocks: sum(pages, ({ flattenedBlocks }) => flattenedBlocks),
    fallbackFonts: [...new Set(pages.flatMap(({ fallbackFonts }) => fallbackFonts))].sort(),
    ...(changed.length > 0 && { mostChangedPixels: Math.max(...changed) }),
  };
}

const sum = <Item>(items: readonly Item[], of: (item: Item) => number) =>
  items.reduce((total, item) => total + of(item), 0);
