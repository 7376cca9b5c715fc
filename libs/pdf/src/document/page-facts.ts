import { z } from 'zod';

/** What setting new text into a page came to; pictures and words are judged elsewhere. */
export const PageFacts = z.strictObject({
  page: z.int().positive(),
  kind: z.enum(['text', 'scan', 'blank', 'untouched']),
  reason: z.string().optional(),
  blocks: z.int().nonnegative(),
  /** Ids of the blocks that have their new text, be it the same as before. */
  translated: z.array(z.string()),
  overflowingBlocks: z.int().nonnegative(),
  newOverlaps: z.int().nonnegative(),
  reducedBlocks: z.int().nonnegative(),
  smallestScale: z.number().positive(),
  fallbackFonts: z.array(z.string()),
});
export type PageFacts = z.output<typeof PageFacts>;

export const ReconstructionFacts = z.strictObject({
  pages: z.array(PageFacts),
  /** What the file had that is not in it any more, or no longer true. */
  notices: z.array(z.string()),
});
export type ReconstructionFacts = z.output<typeof ReconstructionFacts>;
