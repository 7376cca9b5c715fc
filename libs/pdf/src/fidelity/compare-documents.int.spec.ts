import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { PNG } from 'pngjs';
import { testingPdf, textAt } from '../objects/testing-pdf.js';
import { compareDocuments } from './compare-documents.js';

const box = (fill: string) => `${fill} 100 100 200 100 re f`;

const compare = (contents: readonly (readonly [before: string, after: string])[], withPictures = false) =>
  withTemporaryFolder('compare', async (folder) => {
    const document = async (name: string, side: 0 | 1) => {
      const path = join(folder, name);
      await writeFile(path, testingPdf({ pages: contents.map((page) => ({ content: page[side] })) }));
      return { path };
    };
    const [before, after] = [await document('before.pdf', 0), await document('after.pdf', 1)];
    const pages = contents.map((_, index) => ({ page: index + 1, withPictures }));
    const compared = await compareDocuments({ before, after, pages, folder });
    const sizeOf = async (path = '') => {
      const { width, height } = PNG.sync.read(await readFile(path));
      return [width, height];
    };
    return Promise.all(
      compared.map(async ({ changedPixels, beforePath, afterPath }) => ({
        changedPixels,
        ...(withPictures && { sizes: [await sizeOf(beforePath), await sizeOf(afterPath)] }),
      })),
    );
  });

describe('compareDocuments', () => {
  it('finds what has changed beside the text, page by page', async () => {
    const text = (words: string) => `${box('0.8 0.2 0.2 rg')} ${textAt(72, 700, words)}`;

    const compared = await compare([
      [text('As it was'), text('Wie es jetzt ist, und länger')],
      [box('0.8 0.2 0.2 rg'), box('0 0 0 rg')],
      ['', ''],
    ]);

    expect(compared.map(({ changedPixels }) => Number(changedPixels.toFixed(3)))).toEqual([0, 0.04, 0]);
  });

  it('leaves pictures of both', async () => {
    const [page] = await compare([['', textAt(72, 700, 'New')]], true);

    expect(page).toEqual({
      changedPixels: 0,
      sizes: [
        [1190, 1684],
        [1190, 1684],
      ],
    });
  });
});
