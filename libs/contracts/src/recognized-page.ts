import { z } from 'zod';

/** A point of a picture in pixels: x to the right, y downwards. */
export const PicturePoint = z.tuple([z.number(), z.number()]);
export type PicturePoint = z.output<typeof PicturePoint>;

/** Left, top, right, bottom; in pixels. */
export const PictureBox = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type PictureBox = z.output<typeof PictureBox>;

export const RecognizedWord = z.strictObject({
  text: z.string().min(1),
  box: PictureBox,
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
});
export type RecognizedWord = z.output<typeof RecognizedWord>;

export const RecognizedLine = z.strictObject({
  /** In the order of reading. */
  words: z.array(RecognizedWord).min(1),
  /** What its letters stand on, from left to right as they stand upright. */
  baseline: z.tuple([PicturePoint, PicturePoint]),
  /** From the foot of a p to the head of a d. */
  heightPx: z.number().positive(),
});
export type RecognizedLine = z.output<typeof RecognizedLine>;

/** What a recogniser of text has read in a picture. */
export const RecognizedPage = z.strictObject({
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  /** In the order of reading, as far as the recogniser can tell. */
  lines: z.array(RecognizedLine),
});
export type RecognizedPage = z.output<typeof RecognizedPage>;
