import { AppError } from '@polyspool/contracts/errors';
import type { PlacedBlock } from '../typeset/placed.js';
import { writeScan } from '../scan/write-scan.js';
import { writePage } from '../write/write-page.js';
import type { Writing } from '../write/write-page.js';
import { newOverlaps } from './new-overlaps.js';
import type { PageFacts } from './page-facts.js';
import type { ReadyPage, SetPage } from './ready-page.js';

/** Below, a block counts as set smaller than before. */
const reducedBelow = 0.995;

/** Writes a page into its document and says what that came to. */
export function writeReadyPage(writing: Writing, page: ReadyPage): PageFacts {
  if ('reason' in page) return leftFacts(page.page, page.reason);
  try {
    return factsOf(page, writeSetPage(writing, page));
  } catch (error) {
    return leftFacts(page.page, AppError.from(error).message);
  }
}

const writeSetPage = (writing: Writing, { layout, placed, scan }: SetPage) =>
  scan ? writeScan(writing, layout.content, { scan, placed }) : writePage(writing, layout.content, placed);

function factsOf({ page, layout, leftAlone }: SetPage, blocks: readonly PlacedBlock[]): PageFacts {
  return {
    page,
    kind: layout.kind,
    blocks: layout.blocks.length,
    translated: [...blocks.map(({ block }) => block.id), ...leftAlone],
    overflowingBlocks: blocks.filter(({ isOverflowing }) => isOverflowing).length,
    newOverlaps: newOverlaps(layout.blocks, blocks),
    reducedBlocks: blocks.filter(({ scale }) => scale < reducedBelow).length,
    smallestScale: Math.round(1000 * blocks.reduce((smallest, { scale }) => Math.min(smallest, scale), 1)) / 1000,
    fallbackFonts: [...new Set(blocks.flatMap(({ fallbackFonts }) => fallbackFonts))],
  };
}

const leftFacts = (page: number, reason: string): PageFacts => ({
  page,
  kind: 'untouched',
  reason,
  blocks: 0,
  translated: [],
  overflowingBlocks: 0,
  newOverlaps: 0,
  reducedBlocks: 0,
  smallestScale: 1,
  fallbackFonts: [],
});
