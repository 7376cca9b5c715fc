import { boxAfter, invert, type Box } from '../content/matrix.js';
import type { Raster } from '../render/raster.js';

/** Of 255: less is a matter of smoothing. */
const leastDifference = 40;
/** Ink goes a little beyond the boxes that fonts tell. */
const marginPx = 2;

/** Share of the pixels outside of `textBoxes` (default user space) that differ, at half the resolution of the pictures. */
export function changedShare(before: Raster, after: Raster, textBoxes: readonly Box[]): number {
  if (before.widthPx !== after.widthPx || before.heightPx !== after.heightPx) return 1;
  const [was, is] = [halved(before), halved(after)];
  const isText = maskOf(before, was, textBoxes);
  let [compared, changed] = [0, 0];
  for (let index = 0; index < isText.length; index++) {
    if (isText[index]) continue;
    compared++;
    if (Math.abs(was.grey[index]! - is.grey[index]!) > leastDifference) changed++; // of the same length
  }
  return compared === 0 ? 0 : changed / compared;
}

interface GreyPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly grey: Uint8Array;
}

function halved({ widthPx, heightPx, rgba }: Raster): GreyPicture {
  const [width, height] = [Math.max(1, widthPx >> 1), Math.max(1, heightPx >> 1)];
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const first = 4 * (2 * y * widthPx + 2 * x);
      const right = 2 * x + 1 < widthPx ? 4 : 0;
      const below = 2 * y + 1 < heightPx ? 4 * widthPx : 0;
      grey[y * width + x] =
        (luma(rgba, first) +
          luma(rgba, first + right) +
          luma(rgba, first + below) +
          luma(rgba, first + right + below)) /
        4;
    }
  }
  return { widthPx: width, heightPx: height, grey };
}

/** ITU-R BT.601. */
const luma = (rgba: Uint8Array, at: number) => 0.299 * rgba[at]! + 0.587 * rgba[at + 1]! + 0.114 * rgba[at + 2]!; // within the picture

function maskOf({ toPage }: Raster, { widthPx, heightPx }: GreyPicture, boxes: readonly Box[]) {
  const mask = new Uint8Array(widthPx * heightPx);
  const toPixels = invert(toPage);
  if (!toPixels) return mask;
  for (const box of boxes) {
    const [left, top, right, bottom] = boxAfter(toPixels, box).map((edge) => edge / 2) as [...Box];
    const [fromX, toX] = range(left, right, widthPx);
    const [fromY, toY] = range(top, bottom, heightPx);
    for (let y = fromY; y < toY; y++)
      mask.fill(1, y * widthPx + fromX, Math.max(y * widthPx + fromX, y * widthPx + toX));
  }
  return mask;
}

const range = (from: number, to: number, size: number) =>
  [Math.max(0, Math.floor(from - marginPx)), Math.min(size, Math.ceil(to + marginPx))] as const;
