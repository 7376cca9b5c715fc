import type { Raster } from '../render/raster.js';
import { darkerThan, inkThreshold } from './ink-threshold.js';

/** A spot of ink that touches no other; in pixels, right and bottom not included. */
export interface Spot {
  left: number;
  top: number;
  right: number;
  bottom: number;
  pixels: number;
}

/** Of a stretch of ink in one row. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly spot: SpotTree;
}

/** Spots that turn out to be one point to the same root. */
interface SpotTree extends Spot {
  parent: SpotTree | undefined;
}

/** Round spots of ink that could be dots of a leader, at a resolution of `dpi`. */
export function dotsIn(raster: Raster, dpi: number): Spot[] {
  const most = 0.05 * dpi;
  return spotsIn(raster).filter(({ left, right, top, bottom, pixels }) => {
    const [width, height] = [right - left, bottom - top];
    const isRound = width <= 2 * height && height <= 2 * width && pixels >= 0.5 * width * height;
    return isRound && Math.min(width, height) >= 2 && Math.max(width, height) <= most;
  });
}

function spotsIn(raster: Raster): Spot[] {
  const isInk = darkerThan(raster, inkThreshold(raster));
  const all: SpotTree[] = [];
  let above: Run[] = [];
  for (let y = 0; y < raster.heightPx; y++) {
    const runs: Run[] = [];
    const row = y * raster.widthPx;
    let next = 0;
    for (let x = 0; x < raster.widthPx; x++) {
      if (!isInk[row + x]) continue;
      const from = x;
      while (x < raster.widthPx && isInk[row + x]) x++;
      while (above[next] && above[next]!.to < from) next++;
      runs.push({
        from,
        to: x,
        spot: spotOf({ from, to: x, y }, above.slice(next, next + reach(above, next, x)), all),
      });
    }
    above = runs;
  }
  return all.filter(({ parent }) => !parent);
}

/** How many runs of the row above touch one that ends at `to`, at a corner too. */
function reach(above: readonly Run[], first: number, to: number) {
  let count = 0;
  while (above[first + count] && above[first + count]!.from <= to) count++;
  return count;
}

function spotOf(
  { from, to, y }: { readonly from: number; readonly to: number; readonly y: number },
  touching: readonly Run[],
  all: SpotTree[],
) {
  const run = { left: from, top: y, right: to, bottom: y + 1, pixels: to - from };
  const [first, ...others] = touching.map(({ spot }) => rootOf(spot));
  if (!first) {
    const spot = { ...run, parent: undefined };
    all.push(spot);
    return spot;
  }
  extend(first, run);
  for (const other of others) {
    const root = rootOf(other);
    if (root === first) continue;
    extend(first, root);
    root.parent = first;
  }
  return first;
}

function rootOf(spot: SpotTree): SpotTree {
  let root = spot;
  while (root.parent) root = root.parent;
  if (root !== spot) spot.parent = root;
  return root;
}

function extend(spot: Spot, by: Spot) {
  spot.left = Math.min(spot.left, by.left);
  spot.top = Math.min(spot.top, by.top);
  spot.right = Math.max(spot.right, by.right);
  spot.bottom = Math.max(spot.bottom, by.bottom);
  spot.pixels += by.pixels;
}
