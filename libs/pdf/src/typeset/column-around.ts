import type { Block, TextLine } from '../layout/block.js';

const nearEms = 30;
const flushEms = 0.5;
const linesOfColumn = 10;

/** Left and right edge of the column that a block stands in. A line alone does not show them; the lines around it do. */
export function columnAround(block: Block, side: 'left' | 'right'): [x: number, endX: number] {
  const own: [number, number] = [block.columnX, block.columnEndX];
  if (block.lines.length > 1) return own;
  const mates = linesNear(block).filter(isBesideText(block, side) ? isFlushWith(block) : isAsWideAs(block));
  const nearest = mates.slice(0, linesOfColumn);
  return [
    Math.min(own[0], commonEdge(nearest.map(({ x }) => x)) ?? own[0]),
    Math.max(own[1], commonEdge(nearest.map(({ endX }) => endX)) ?? own[1]),
  ];
}

/** Then it is a cell, and what stands above and below it is its column. */
const isBesideText = ({ x, endX, firstBaseline, sizePt, obstacles }: Block, side: 'left' | 'right') =>
  obstacles.lines.some(
    (line) =>
      Math.abs(line.baseline - firstBaseline) < 0.3 * sizePt && (side === 'right' ? line.x >= endX : line.endX <= x),
  );

const isFlushWith =
  ({ x, endX, sizePt }: Block) =>
  (line: TextLine) =>
    Math.abs(line.x - x) < flushEms * sizePt || Math.abs(line.endX - endX) < flushEms * sizePt;

const isAsWideAs =
  ({ x, endX, sizePt }: Block) =>
  (line: TextLine) =>
    line.x < x + flushEms * sizePt && line.endX > endX - flushEms * sizePt;

/** The nearest first. */
function linesNear({ lines: own, firstBaseline, sizePt, obstacles }: Block) {
  const distance = ({ baseline }: TextLine) => Math.abs(baseline - firstBaseline);
  return obstacles.lines
    .filter((line) => !own.includes(line) && distance(line) < nearEms * sizePt)
    .sort((one, other) => distance(one) - distance(other));
}

/** Where most of them are. */
function commonEdge(edges: readonly number[]): number | undefined {
  const support = (edge: number) => edges.filter((other) => Math.abs(other - edge) < 1).length;
  return [...edges].sort((one, other) => support(other) - support(one))[0];
}
