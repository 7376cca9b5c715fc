import type { PictureSize } from '@polyspool/contracts/film';

export interface SizeLimits {
  readonly maxPixels: number;
  /** Both sides are multiples of it. */
  readonly step: number;
}

/** What is asked of an engine that cannot make any size: of nearly the same shape, and no larger than it can. */
export function fittingSize({ width, height }: PictureSize, { maxPixels, step }: SizeLimits): PictureSize {
  const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)));
  const fit = (side: number) => Math.max(step, Math.round((side * scale) / step) * step);
  return { width: fit(width), height: fit(height) };
}

/** The one of nearly the same shape. */
export function nearestSize(
  { width, height }: PictureSize,
  [first, ...others]: readonly [PictureSize, ...PictureSize[]],
) {
  const offBy = (size: PictureSize) => Math.abs(Math.log(size.width / size.height / (width / height)));
  return others.reduce((best, size) => (offBy(size) < offBy(best) ? size : best), first);
}
