import { z } from 'zod';
import { Warning } from './warning.js';

/** Share of a whole, 0 to 1. */
const Share = z.number().min(0).max(1);

const counts = {
  /** Blocks of text that were found. */
  blocks: z.int().nonnegative(),
  /** Of those: with new text. The others keep theirs: formulas, code, numbers, addresses. */
  translatedBlocks: z.int().nonnegative(),
  /** Blocks whose text runs out of its place even at the smallest size. */
  overflowingBlocks: z.int().nonnegative(),
  /** Pairs of blocks that lie over one another now and did not before. */
  newOverlaps: z.int().nonnegative(),
  /** Blocks that are set smaller than before. */
  reducedBlocks: z.int().nonnegative(),
  /** The smallest of all sizes against what they were; 1 where nothing is smaller. */
  smallestScale: z.number().positive(),
  /** Words that the translator did not know, of all that it was given. */
  untranslatedWords: z.int().nonnegative(),
  words: z.int().nonnegative(),
  /** Blocks whose bold, coloured or linked parts could not be found again in the translation. */
  flattenedBlocks: z.int().nonnegative(),
  /** Words that seem to be names, and do not stand in the translation as they are. */
  changedNames: z.int().nonnegative().optional(),
};

export const PageFidelity = z.object({
  page: z.int().positive(),
  kind: z.enum(['text', 'scan', 'blank', 'untouched']),
  /** Why it was left untouched. */
  reason: z.string().optional(),
  ...counts,
  /** Fonts taken for characters that the usual ones lack. */
  fallbackFonts: z.array(z.string()),
  /** Of the pixels outside of text, at 72 dots per inch; nothing where it was not measured. */
  changedPixels: Share.optional(),
  /** Names of artifacts: the page as it was, and as it is. */
  before: z.string().optional(),
  after: z.string().optional(),
});
export type PageFidelity = z.output<typeof PageFidelity>;

export const FidelitySummary = z.object({
  pages: z.int().nonnegative(),
  untouchedPages: z.int().nonnegative(),
  scannedPages: z.int().nonnegative(),
  ...counts,
  fallbackFonts: z.array(z.string()),
  /** Of the page where it is most. */
  mostChangedPixels: Share.optional(),
});
export type FidelitySummary = z.output<typeof FidelitySummary>;

/** What translating has changed in a document beside its words: `fidelity.json`. */
export const FidelityReport = z.object({
  version: z.literal(1),
  summary: FidelitySummary,
  pages: z.array(PageFidelity),
  /** What the file had that is not in it any more, or no longer true: scripts, signatures, attachments. */
  notices: z.array(z.string()),
  /** What translating could not do, or not well. */
  warnings: z.array(Warning).optional(),
});
export type FidelityReport = z.output<typeof FidelityReport>;
