import { boxAfter, invert, multiply, type Box, type Matrix } from '../content/matrix.js';
import { intoFrame } from '../layout/frame.js';
import type { Raster } from '../render/raster.js';

export type Rgb = readonly [red: number, green: number, blue: number];

export interface Ink {
  readonly colour: Rgb;
  /** Of the box, how much is covered. */
  readonly share: number;
}

/** Less than that (of 255) is no ink but dirt. */
const leastContrast = 40;

/** Looks up colours in the picture of a page by boxes of a frame. */
export class ColourSampler {
  readonly #toPixels: Matrix | undefined;

  constructor(
    private readonly raster: Raster,
    angleDegrees: number,
  ) {
    this.#toPixels = invert(multiply(raster.toPage, intoFrame(angleDegrees)));
  }

  /** The colour of most of a box: text leaves more free than it covers. */
  background(box: Box): Rgb {
    const pixels = this.#pixels(box);
    return [0, 1, 2].map((channel) => middle(pixels.map((rgb) => rgb[channel]!))) as unknown as Rgb; // three of three
  }

  /** What stands on `background` in a box; undefined where that is nothing. */
  ink(box: Box, background: Rgb): Ink | undefined {
    const pixels = this.#pixels(box).map((rgb) => ({ rgb, contrast: distance(rgb, background) }));
    const most = pixels.reduce((max, { contrast }) => Math.max(max, contrast), 0);
    if (most < leastContrast) return undefined;
    const inked = pixels.filter(({ contrast }) => contrast > 0.85 * most);
    const colour = [0, 1, 2].map((channel) => middle(inked.map(({ rgb }) => rgb[channel]!))) as unknown as Rgb; // ditto
    const covered = pixels.reduce((sum, { contrast }) => sum + (contrast < leastContrast / 2 ? 0 : contrast / most), 0);
    return { colour, share: covered / pixels.length };
  }

  #pixels(box: Box): Rgb[] {
    if (!this.#toPixels) return [];
    const { widthPx, heightPx, rgba } = this.raster;
    const [left, top, right, bottom] = boxAfter(this.#toPixels, box);
    const pixels: Rgb[] = [];
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(heightPx, Math.ceil(bottom)); y++) {
      for (let x = Math.max(0, Math.floor(left)); x < Math.min(widthPx, Math.ceil(right)); x++) {
        const at = 4 * (y * widthPx + x);
        pixels.push([rgba[at]!, rgba[at + 1]!, rgba[at + 2]!]); // within the picture
      }
    }
    return pixels;
  }
}

/** White where there is nothing to ask. */
const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 255;

export const distance = (a: Rgb, b: Rgb) =>
  Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]));

/** Operators that set it as the fill colour. */
export const fillOperators = (rgb: Rgb) => `${rgb.map((value) => Number((value / 255).toFixed(3))).join(' ')} rg`;
