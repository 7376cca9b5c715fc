import type { FidelityReport, FidelitySummary, PageFidelity } from '@polyspool/contracts/fidelity';
import type { Warning } from '@polyspool/contracts/warning';
import type { PageFacts, ReconstructionFacts } from '@polyspool/pdf/document/page-facts';
import type { PageComparison } from '@polyspool/pdf/fidelity/compare-documents';

/** What translating has told about a block. */
export interface BlockFacts {
  readonly id: string;
  readonly unknownWords: number;
  readonly words: number;
  readonly isFlattened: boolean;
  readonly changedNames: readonly string[];
}

export interface Fidelity {
  readonly facts: ReconstructionFacts;
  readonly blocks: readonly BlockFacts[];
  readonly comparisons: readonly Pick<PageComparison, 'page' | 'changedPixels'>[];
  /** Of artifacts, by page. */
  readonly pictures: ReadonlyMap<number, { readonly before: string; readonly after: string }>;
  /** Of the file before it was translated. */
  readonly notices: readonly string[];
  /** What translating could not do, or not well. */
  readonly warnings: readonly Warning[];
}

/** What translating has changed beside the words, page by page and in all. */
export function fidelityReport(fidelity: Fidelity): FidelityReport {
  const blocks = new Map(fidelity.blocks.map((block) => [block.id, block]));
  const comparisons = new Map(fidelity.comparisons.map((comparison) => [comparison.page, comparison]));
  const pages = fidelity.facts.pages.map((facts): PageFidelity => {
    const { translated, ...rest } = facts;
    return {
      ...rest,
      ...wordsOf(facts, blocks),
      translatedBlocks: translated.length,
      changedPixels: comparisons.get(facts.page)?.changedPixels,
      ...fidelity.pictures.get(facts.page),
    };
  });
  const notices = [...new Set([...fidelity.notices, ...fidelity.facts.notices])];
  return { version: 1, summary: summaryOf(pages), pages, notices, warnings: [...fidelity.warnings] };
}

function wordsOf({ translated }: PageFacts, blocks: ReadonlyMap<string, BlockFacts>) {
  const own = translated.flatMap((id) => blocks.get(id) ?? []);
  return {
    untranslatedWords: sum(own, ({ unknownWords }) => unknownWords),
    words: sum(own, ({ words }) => words),
    flattenedBlocks: own.filter(({ isFlattened }) => isFlattened).length,
    changedNames: new Set(own.flatMap((block) => block.changedNames)).size,
  };
}

function summaryOf(pages: readonly PageFidelity[]): FidelitySummary {
  const changed = pages.flatMap(({ changedPixels }) => changedPixels ?? []);
  return {
    pages: pages.length,
    untouchedPages: pages.filter(({ kind }) => kind === 'untouched').length,
    scannedPages: pages.filter(({ kind }) => kind === 'scan').length,
    blocks: sum(pages, (page) => page.blocks),
    translatedBlocks: sum(pages, (page) => page.translatedBlocks),
    overflowingBlocks: sum(pages, (page) => page.overflowingBlocks),
    newOverlaps: sum(pages, (page) => page.newOverlaps),
    reducedBlocks: sum(pages, (page) => page.reducedBlocks),
    smallestScale: Math.min(1, ...pages.map(({ smallestScale }) => smallestScale)),
    untranslatedWords: sum(pages, (page) => page.untranslatedWords),
    words: sum(pages, (page) => page.words),
    flattenedBlocks: sum(pages, (page) => page.flattenedBlocks),
    changedNames: sum(pages, (page) => page.changedNames ?? 0),
    fallbackFonts: [...new Set(pages.flatMap(({ fallbackFonts }) => fallbackFonts))].sort(),
    ...(changed.length > 0 && { mostChangedPixels: Math.max(...changed) }),
  };
}

const sum = <T>(all: readonly T[], of: (one: T) => number) => all.reduce((total, one) => total + of(one), 0);
