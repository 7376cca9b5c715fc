import type { Raster } from '../render/raster.js';
import { eraseLeaders } from './erase-leaders.js';

const dpi = 300;
const paper = 240;

/** Black squares on paper. */
function picture(squares: readonly { readonly x: number; readonly y: number; readonly size: number }[]): Raster {
  const [widthPx, heightPx] = [800, 200];
  const rgba = new Uint8Array(widthPx * heightPx * 4).fill(paper);
  for (const { x, y, size } of squares)
    for (let row = y; row < y + size; row++) rgba.fill(10, 4 * (row * widthPx + x), 4 * (row * widthPx + x + size));
  return { widthPx, heightPx, rgba, toPage: [0.24, 0, 0, -0.24, 0, 48] };
}

const dots = (count: number, { from = 200, gap = 30, rise = 0 } = {}) =>
  Array.from({ length: count }, (_, index) => ({ x: from + index * gap, y: 100 - Math.round(index * rise), size: 5 }));

const blackPixels = ({ rgba }: Raster) => rgba.filter((value, index) => index % 4 === 0 && value < 128).length;

describe('eraseLeaders', () => {
  it('takes dots away that lead somewhere, on a sheet that lies askew too', () => {
    for (const rise of [0, 0.6]) {
      const raster = picture([{ x: 100, y: 80, size: 30 }, ...dots(12, { rise }), { x: 700, y: 80, size: 30 }]);

      eraseLeaders(raster, dpi);

      expect(blackPixels(raster)).toBe(2 * 30 * 30);
    }
  });

  it('leaves the paper as it was', () => {
    const raster = picture(dots(12));

    eraseLeaders(raster, dpi);

    expect(raster.rgba.every((value) => value === paper)).toBe(true);
  });

  it.each([
    ['an ellipsis', dots(3)],
    ['dots at unlike distances', [200, 230, 290, 310, 380, 400, 480].map((x) => ({ x, y: 100, size: 5 }))],
    [
      'dots that stand one below the other',
      Array.from({ length: 9 }, (_, index) => ({ x: 300, y: index * 20, size: 5 })),
    ],
    ['a row of larger squares', dots(8, { gap: 60 }).map((dot) => ({ ...dot, size: 24 }))],
  ])('does not touch %s', (_, squares) => {
    const raster = picture(squares);
    const before = blackPixels(raster);

    eraseLeaders(raster, dpi);

    expect(blackPixels(raster)).toBe(before);
  });
});
