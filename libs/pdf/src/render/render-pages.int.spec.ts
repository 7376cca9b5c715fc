import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { PNG } from 'pngjs';
import { apply, invert, type Matrix } from '../content/matrix.js';
import { testingPdf, type TestingPage } from '../objects/testing-pdf.js';
import { renderPages } from './render-pages.js';

const blackAt = (x: number, y: number) => `0 g ${x} ${y} 20 10 re f`;

const render = (pages: readonly TestingPage[], dpi: number) =>
  withTemporaryFolder('render', async (folder) => {
    const path = join(folder, 'document.pdf');
    await writeFile(path, testingPdf({ pages }));
    const pictures = await renderPages({ path, pages: pages.map((_, index) => index + 1), dpi, folder });
    return Promise.all(
      pictures.map(async (picture) => ({ ...picture, png: PNG.sync.read(await readFile(picture.path)) })),
    );
  });

describe('renderPages', () => {
  it('draws pages at a resolution, and says where their pixels lie on the page', async () => {
    const rotated = { width: 300, height: 400, rotate: 90, content: blackAt(100, 50) } as const;
    const cropped = { width: 300, height: 400, cropBox: [50, 20, 250, 380], content: blackAt(100, 50) } as const;

    const pictures = await render([{ width: 300, height: 400, content: blackAt(100, 50) }, rotated, cropped], 144);

    expect(pictures.map(({ page, widthPx, heightPx }) => [page, widthPx, heightPx])).toEqual([
      [1, 600, 800],
      [2, 800, 600],
      [3, 400, 720],
    ]);
    for (const { png, toPage } of pictures) {
      const toPixels = invert(toPage) as Matrix;
      const greyAt = (x: number, y: number) => {
        const [column, row] = apply(toPixels, [x, y]);
        return png.data[4 * (Math.floor(row) * png.width + Math.floor(column))];
      };
      expect([greyAt(102, 52), greyAt(118, 58)]).toEqual([0, 0]);
      expect([greyAt(97, 52), greyAt(102, 63)]).toEqual([255, 255]);
    }
  });

  it('draws a very large page at a lower resolution', async () => {
    const [picture] = await render([{ width: 14_400, height: 14_400 }], 300);

    expect(picture!.widthPx * picture!.heightPx).toBeLessThanOrEqual(20_010_000);
    expect(picture!.dpi).toBeLessThan(30);
  });

  it.each([
    ['has no such page', testingPdf({ pages: [{}] }), 2, 'document.pageOutside'],
    ['is none', Buffer.from('no document'), 1, 'file.unreadable'],
  ])('says so where a document %s', async (_, bytes, page, code) => {
    const rendering = withTemporaryFolder('render', async (folder) => {
      const path = join(folder, 'document.pdf');
      await writeFile(path, bytes);
      return renderPages({ path, pages: [page], dpi: 72, folder });
    });

    await expect(rendering).rejects.toMatchObject({ code });
  });
});
