import type { Raster } from '../render/raster.js';
import { changedShare } from './changed-share.js';

/** 100 by 100 points at 144 dots per inch; black where `isBlack` says, in points from the upper left. */
function picture(isBlack: (x: number, y: number) => boolean): Raster {
  const size = 200;
  const rgba = new Uint8Array(size * size * 4).fill(255);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) if (isBlack(x / 2, y / 2)) rgba.fill(0, 4 * (y * size + x), 4 * (y * size + x) + 3);
  return { widthPx: size, heightPx: size, rgba, toPage: [0.5, 0, 0, -0.5, 0, 100] };
}

const blank = picture(() => false);

describe('changedShare', () => {
  it('is nothing where nothing has changed', () => {
    expect(
      changedShare(
        picture((x) => x < 50),
        picture((x) => x < 50),
        [],
      ),
    ).toBe(0);
  });

  it('counts what has changed', () => {
    expect(
      changedShare(
        blank,
        picture((x, y) => x < 50 && y < 20),
        [],
      ),
    ).toBeCloseTo(0.1, 5);
  });

  it('takes no notice of text, and of the pixels around it', () => {
    const text = picture((x, y) => x > 20 && x < 40 && y > 10 && y < 20);

    expect(changedShare(blank, text, [[20, 80, 40, 90]])).toBe(0);
    expect(changedShare(blank, text, [[20, 10, 40, 20]])).toBeGreaterThan(0.01);
  });

  it('is all where the page has another size', () => {
    expect(changedShare(blank, { ...blank, widthPx: 100, heightPx: 400 }, [])).toBe(1);
  });

  it('does not mind that an edge has moved by a quarter of a pixel', () => {
    const grey = picture(() => false);
    for (let row = 0; row < 200; row++) grey.rgba.fill(200, 4 * (row * 200 + 60), 4 * (row * 200 + 61) - 1);

    expect(changedShare(blank, grey, [])).toBe(0);
  });
});
