import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { PNG } from 'pngjs';
import { testingPdf, textAt } from '../objects/testing-pdf.js';
import type { TestingPdfFile } from '../objects/testing-pdf-file.js';
import { compareDocuments } from './compare-documents.js';

const box = (fill: string) => `${fill} 100 100 200 100 re f`;

const hugePicture = (file: TestingPdfFile) => {
  const image = file.addStream(
    '/Type /XObject /Subtype /Image /Width 20000 /Height 20000 /ColorSpace /DeviceGray /BitsPerComponent 8',
    '',
  );
  return { resources: `/XObject << /Huge ${image} 0 R >>` };
};

const compare = (contents: readonly (readonly [before: string, after: string])[], withPictures = false) =>
  withTemporaryFolder('compare', async (folder) => {
    const document = async (name: string, side: 0 | 1) => {
      const path = join(folder, name);
      await writeFile(
        path,
        testingPdf({ objects: hugePicture, pages: contents.map((page) => ({ content: page[side] })) }),
      );
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

    expect(compared.map(({ changedPixels }) => Number(changedPixels?.toFixed(3)))).toEqual([0, 0.04, 0]);
  });

  it('leaves out a page with a picture that would be too large to decode', async () => {
    const compared = await compare([
      ['', ''],
      ['q 100 0 0 100 0 0 cm /Huge Do Q', ''],
      ['', ''],
    ]);

    expect(compared).toEqual([{ changedPixels: 0 }, {}, { changedPixels: 0 }]);
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
