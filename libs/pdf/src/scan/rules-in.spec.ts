import type { Raster } from '../render/raster.js';
import { rulesIn, type PixelBox } from './rules-in.js';

/** Black boxes on white paper, at 100 dots per inch. */
function picture(boxes: readonly PixelBox[]): Raster {
  const [widthPx, heightPx] = [400, 300];
  const rgba = new Uint8Array(widthPx * heightPx * 4).fill(255);
  for (const { left, top, right, bottom } of boxes)
    for (let row = top; row < bottom; row++) rgba.fill(0, 4 * (row * widthPx + left), 4 * (row * widthPx + right));
  return { widthPx, heightPx, rgba, toPage: [0.72, 0, 0, -0.72, 0, 216] };
}

const level: PixelBox = { left: 20, top: 50, right: 380, bottom: 52 };
const upright: PixelBox = { left: 200, top: 100, right: 201, bottom: 280 };

describe('rulesIn', () => {
  it('finds straight lines, level and upright', () => {
    expect(rulesIn(picture([level, upright]), 100)).toEqual([level, upright]);
  });

  it('finds all sides of a frame', () => {
    const frame = [
      { left: 50, top: 50, right: 350, bottom: 51 },
      { left: 50, top: 200, right: 350, bottom: 201 },
      { left: 50, top: 50, right: 51, bottom: 201 },
      { left: 349, top: 50, right: 350, bottom: 201 },
    ];

    expect(rulesIn(picture(frame), 100)).toEqual(frame);
  });

  it.each([
    ['letters', [{ left: 20, top: 50, right: 40, bottom: 52 }]],
    ['bars', [{ left: 20, top: 50, right: 380, bottom: 90 }]],
    ['nothing', []],
  ])('does not take %s for lines', (_, boxes) => {
    expect(rulesIn(picture(boxes), 100)).toEqual([]);
  });
});
