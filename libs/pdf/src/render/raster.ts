import type { Matrix } from '../content/matrix.js';

/** A page as a picture, as people see it: turned by its `/Rotate`, its first row at the top. */
export interface Raster {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Four bytes for each pixel; the page is opaque white where nothing is drawn. */
  readonly rgba: Uint8Array;
  /** From pixels (x to the right, y downwards) to default user space in points. */
  readonly toPage: Matrix;
}
