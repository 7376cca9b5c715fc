import type { Box } from '../content/matrix.js';
import type { PaintedPath } from '../content/page-content.js';
import type { Formula } from './block.js';
import type { FramedPath } from './frame.js';

/** Fraction bars, roots and other strokes that are drawn among the glyphs of a formula. */
export function formulaPaths({ glyphs, x, endX }: Formula, drawn: readonly FramedPath[]): PaintedPath[] {
  const em = Math.max(...glyphs.map(({ glyph }) => glyph.sizePt));
  const bottom = Math.min(...glyphs.map(({ y, glyph }) => y - 0.35 * glyph.sizePt));
  const top = Math.max(...glyphs.map(({ y, glyph }) => y + 1.15 * glyph.sizePt));
  const around: Box = [x - 0.2 * em, bottom, endX + 0.2 * em, top];
  return drawn.filter(({ box }) => isInside(box, around) && isOver(box, x, endX)).map(({ path }) => path);
}

/** What is no larger than a formula can be a part of one. */
export const mayBePartOfFormula = ({ box: [left, bottom, right, top] }: FramedPath) =>
  right - left < 200 && top - bottom < 60;

/** Of two formulas beside each other only one has its stroke. */
const isOver = ([left, , right]: Box, x: number, endX: number) => left + right > 2 * x && left + right < 2 * endX;

const isInside = (inner: Box, outer: Box) =>
  inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
