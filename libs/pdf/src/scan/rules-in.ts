import type { Raster } from '../render/raster.js';
import { darkerThan, inkThreshold } from './ink-threshold.js';

/** In pixels, right and bottom not included. */
export interface PixelBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Of an inch: letters have no stroke as long, and no rule is thicker. */
const leastLength = 0.35;
const mostThickness = 0.035;

/** Straight lines of ink: of tables and forms, under headings. One that lies askew comes in steps. */
export function rulesIn(raster: Raster, dpi: number): PixelBox[] {
  const { widthPx, heightPx } = raster;
  const isInk = darkerThan(raster, inkThreshold(raster));
  const bounds = { least: leastLength * dpi, most: Math.max(2, mostThickness * dpi) };
  const level = strokes({ rows: heightPx, length: widthPx, ...bounds }, (row, at) => isInk[row * widthPx + at] === 1);
  const upright = strokes({ rows: widthPx, length: heightPx, ...bounds }, (row, at) => isInk[at * widthPx + row] === 1);
  return [
    ...level.map(({ row, endRow, from, to }) => ({ left: from, top: row, right: to, bottom: endRow })),
    ...upright.map(({ row, endRow, from, to }) => ({ left: row, top: from, right: endRow, bottom: to })),
  ];
}

interface Grid {
  readonly rows: number;
  readonly length: number;
  readonly least: number;
  readonly most: number;
}

interface Stroke {
  readonly row: number;
  endRow: number;
  readonly from: number;
  readonly to: number;
}

/** Long runs of ink along a row, with those of the rows below that go on where they stand. */
function strokes({ rows, length, least, most }: Grid, isInk: (row: number, at: number) => boolean): Stroke[] {
  const all: Stroke[] = [];
  let open: Stroke[] = [];
  for (let row = 0; row < rows; row++) {
    const next: Stroke[] = [];
    for (const { from, to } of longRuns(row, { length, least }, isInk)) {
      const above = open.find((stroke) => Math.min(stroke.to, to) - Math.max(stroke.from, from) > 0.5 * (to - from));
      if (above) above.endRow = row + 1;
      const stroke = above ?? { row, endRow: row + 1, from, to };
      if (!above) all.push(stroke);
      next.push(stroke);
    }
    open = next;
  }
  return all.filter(({ row, endRow }) => endRow - row <= most);
}

function longRuns(
  row: number,
  { length, least }: Pick<Grid, 'length' | 'least'>,
  isInk: (row: number, at: number) => boolean,
) {
  const runs: { readonly from: number; readonly to: number }[] = [];
  for (let at = 0; at < length; at++) {
    if (!isInk(row, at)) continue;
    const from = at;
    while (at < length && isInk(row, at)) at++;
    if (at - from >= least) runs.push({ from, to: at });
  }
  return runs;
}
