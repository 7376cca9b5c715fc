import type { Segment } from '@polyspool/contracts/segments';

/** So many lines come and go together. */
export const blockSize = 20;

/** Heights of the blocks of a list, in pixels: guessed from their texts until they have been seen. */
export function guessedHeights(segments: readonly Segment[]): number[] {
  const heights = new Array<number>(Math.ceil(segments.length / blockSize)).fill(0);
  segments.forEach((segment, index) => {
    const at = Math.floor(index / blockSize);
    heights[at] = (heights[at] ?? 0) + guessedHeight(segment);
  });
  return heights;
}

const lettersInLine = 30;
const lineHeight = 25;
const padding = 16;

const guessedHeight = ({ text, translation = '' }: Segment) =>
  (Math.ceil(text.length / lettersInLine) + Math.ceil(translation.length / lettersInLine)) * lineHeight + padding;

/** First and last block that reach into what is seen. */
export function blocksBetween(heights: readonly number[], top: number, bottom: number): [first: number, last: number] {
  let first = 0;
  let end = heights[0] ?? 0;
  while (first < heights.length - 1 && end <= top) end += heights[++first] ?? 0;
  let last = first;
  while (last < heights.length - 1 && end < bottom) end += heights[++last] ?? 0;
  return [first, last];
}

export const topOfBlock = (heights: readonly number[], block: number) =>
  heights.slice(0, block).reduce((sum, height) => sum + height, 0);
