import { z } from 'zod';

// Text that was read in the picture of a page. Points, in a frame turned by `angleDegrees` (anticlockwise) so that baselines
// are level: x along them, y upwards. Colours are content stream operators that set the fill colour.

export const ScanWord = z.strictObject({
  text: z.string().min(1),
  x: z.number(),
  endX: z.number(),
  bottom: z.number(),
  top: z.number(),
  /** What it stands on. */
  background: z.string(),
});
export type ScanWord = z.output<typeof ScanWord>;

export const ScanLine = z.strictObject({
  words: z.array(ScanWord).min(1),
  baseline: z.number(),
  sizePt: z.number().positive(),
  fill: z.string(),
  isBold: z.boolean(),
});
export type ScanLine = z.output<typeof ScanLine>;

export const ScanPage = z.strictObject({
  page: z.int().positive(),
  angleDegrees: z.number(),
  isSerif: z.boolean(),
  isMono: z.boolean(),
  lines: z.array(ScanLine),
  /** Left, bottom, right, top: rules and leaders, which text must not run into. */
  obstacles: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
});
export type ScanPage = z.output<typeof ScanPage>;

/** What is handed from the process that recognises pages to those that read and write them. */
export const ScanFile = z.strictObject({ version: z.literal(1), pages: z.array(ScanPage) });
export type ScanFile = z.output<typeof ScanFile>;
