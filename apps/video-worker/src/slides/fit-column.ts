import type { MeasuredText } from './text-ruler.js';
import { wrapText } from './wrap-text.js';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One text of a row, in its share of the width. */
export interface Cell<Role> {
  readonly role: Role;
  readonly measured: MeasuredText;
  readonly sizePx: number;
  /** It gets smaller rather than take more lines than these. */
  readonly preferredLines: number;
  /** Of the column's width, from 0 to 1. */
  readonly from: number;
  readonly to: number;
}

export interface Row<Role> {
  readonly cells: readonly Cell<Role>[];
  readonly gapBeforePx: number;
  /** Kept free at both sides. */
  readonly insetPx?: number;
}

export interface PlacedText<Role> {
  readonly role: Role;
  readonly measured: MeasuredText;
  readonly box: Box;
  readonly sizePx: number;
  readonly lineHeightPx: number;
  readonly lines: readonly string[];
}

export interface Column<Role> {
  readonly texts: readonly PlacedText<Role>[];
  readonly heightPx: number;
  readonly smallestPx: number;
}

/** Of the size that was wished for: smaller than that a long text takes more lines. */
const leastInLines = 0.55;
/** Smaller than that a word is cut. */
const leastInWords = 0.35;
const stepFactor = 0.96;

/**
 * Texts one below the other in a box, at most `largest` times the size that was wished for: first each is shrunk to its
 * lines, then all together.
 */
export function fitColumn<Role>(rows: readonly Row<Role>[], box: Box, largest = 1): Column<Role> {
  for (let scale = largest; ; scale *= stepFactor) {
    const column = place(rows, box, scale);
    if (column && column.heightPx <= box.height) return column;
  }
}

/** Undefined where a text does not fit into its width. */
function place<Role>(rows: readonly Row<Role>[], box: Box, scale: number): Column<Role> | undefined {
  const texts: PlacedText<Role>[] = [];
  let y = 0;
  for (const [index, { cells, gapBeforePx, insetPx = 0 }] of rows.entries()) {
    if (index > 0) y += gapBeforePx * scale;
    const inner = { x: box.x + insetPx, width: box.width - 2 * insetPx };
    const placed = cells.map((cell) => placeCell(cell, { ...inner, y: box.y + y }, scale));
    if (placed.some((text) => text === undefined)) return undefined;
    const whole = placed.filter((text) => text !== undefined);
    texts.push(...whole);
    y += Math.max(0, ...whole.map((text) => text.box.height));
  }
  return { texts, heightPx: y, smallestPx: Math.min(...texts.map(({ sizePx }) => sizePx)) };
}

function placeCell<Role>(cell: Cell<Role>, at: Omit<Box, 'height'>, scale: number): PlacedText<Role> | undefined {
  const { role, measured, from, to, preferredLines } = cell;
  const width = at.width * (to - from);
  const { lineHeight } = measured.typeface;
  for (let own = 1; ; own *= stepFactor) {
    const sizePx = cell.sizePx * scale * own;
    const wrapped = wrapText(measured, width / sizePx);
    const fits = wrapped && (own < leastInWords || !wrapped.cut);
    if (fits && (own < leastInLines || wrapped.lines.length <= preferredLines)) {
      const lineHeightPx = sizePx * lineHeight;
      const box = { x: at.x + at.width * from, y: at.y, width, height: lineHeightPx * wrapped.lines.length };
      return { role, measured, box, sizePx, lineHeightPx, lines: wrapped.lines };
    }
    if (own < leastInWords) return undefined;
  }
}
