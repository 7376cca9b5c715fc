import { boxAfter, multiply } from '../content/matrix.js';
import { intoFrame } from '../layout/frame.js';
import type { Raster } from '../render/raster.js';
import { leadersIn } from './erase-leaders.js';
import { rulesIn, type PixelBox } from './rules-in.js';

type BoxTuple = [left: number, bottom: number, right: number, top: number];

/** What stands between the words of a picture, in the frame of its text. */
export function obstaclesIn(raster: Raster, angleDegrees: number): BoxTuple[] {
  const dpi = 72 / Math.hypot(raster.toPage[0], raster.toPage[1]);
  const leaders = leadersIn(raster, dpi).map((dots): PixelBox => ({
    left: Math.min(...dots.map(({ left }) => left)),
    top: Math.min(...dots.map(({ top }) => top)),
    right: Math.max(...dots.map(({ right }) => right)),
    bottom: Math.max(...dots.map(({ bottom }) => bottom)),
  }));
  const matrix = multiply(raster.toPage, intoFrame(angleDegrees));
  return [...rulesIn(raster, dpi), ...leaders].map(({ left, top, right, bottom }): BoxTuple => [
    ...boxAfter(matrix, [left, top, right, bottom]),
  ]);
}
