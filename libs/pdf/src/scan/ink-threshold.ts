import type { Raster } from '../render/raster.js';

/** What parts ink from paper best: the grey (0 to 255) with the most variance between what is darker and what is lighter (Otsu). */
export function inkThreshold({ rgba }: Pick<Raster, 'rgba'>): number {
  const counts = new Float64Array(256);
  for (let at = 0; at < rgba.length; at += 4) counts[greyAt(rgba, at)]!++;
  const total = rgba.length / 4;
  const sum = counts.reduce((all, count, grey) => all + count * grey, 0);
  let [darker, darkerSum, most, threshold] = [0, 0, 0, 128];
  for (let grey = 0; grey < 255; grey++) {
    darker += counts[grey]!;
    darkerSum += counts[grey]! * grey;
    if (darker === 0 || darker === total) continue;
    const difference = darkerSum / darker - (sum - darkerSum) / (total - darker);
    const variance = darker * (total - darker) * difference * difference;
    if (variance > most) [most, threshold] = [variance, grey + 1];
  }
  return threshold;
}

/** One for each pixel. */
export function darkerThan({ rgba }: Pick<Raster, 'rgba'>, threshold: number): Uint8Array {
  const isDarker = new Uint8Array(rgba.length / 4);
  for (let at = 0; at < rgba.length; at += 4) isDarker[at / 4] = greyAt(rgba, at) < threshold ? 1 : 0;
  return isDarker;
}

/** Green is most of what people see of brightness. */
const greyAt = (rgba: Uint8Array, at: number) => (rgba[at]! + 2 * rgba[at + 1]! + rgba[at + 2]!) >> 2;
