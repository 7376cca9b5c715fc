import { z } from 'zod';

/**
 * Text of a block as it goes to translators and comes back: pieces in the order of reading. `span` is the id of a part that
 * looks different from the rest of its block; `formula` stands for signs that are kept as they are. Of the source each
 * formula has to come back exactly once; spans may be moved, split or lost.
 */
export const RichText = z
  .array(
    z.union([
      z.strictObject({ text: z.string().max(50_000), span: z.int().nonnegative().optional() }),
      z.strictObject({ formula: z.int().nonnegative() }),
    ]),
  )
  .max(5_000);
export type RichText = z.output<typeof RichText>;

/** What people would read, with `mark` in the place of each formula. */
export const plainText = (text: RichText, mark = '\ufffc') =>
  text.map((piece) => ('text' in piece ? piece.text : mark)).join('');
