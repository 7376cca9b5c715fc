import type { Task } from '@polyspool/processes/run-task';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePng } from '../render/encode-png.js';
import { PdfiumDocument } from '../render/pdfium-document.js';
import type { Raster } from '../render/raster.js';
import { maxPicturePixels } from '../render/render-pages.js';
import { changedShare } from './changed-share.js';
import type { DocumentFile, DocumentsToCompare, PageComparison } from './compare-documents.js';

/** Twice what is compared: good to look at, and its halving smooths edges that moved by a fraction of a pixel. */
const render = { dpi: 144, maxPixels: maxPicturePixels };

export const run: Task<DocumentsToCompare, number> = async ({ before, after, pages, folder }, tell) => {
  const [source, result] = [await open(before), await open(after)];
  const comparisons: PageComparison[] = [];
  for (const { page, withPictures, textBoxes = [] } of pages) {
    tell(page);
    const pictures = { before: source.render(page, render), after: result.render(page, render) };
    const boxes = [...source.characterBoxes(page), ...result.characterBoxes(page), ...textBoxes];
    const changedPixels = changedShare(pictures.before, pictures.after, boxes);
    const paths = withPictures ? await writePictures(folder, page, pictures) : {};
    comparisons.push({ page, changedPixels, ...paths });
  }
  return comparisons;
};

const open = async ({ path, password }: DocumentFile) => PdfiumDocument.open(await readFile(path), password);

async function writePictures(folder: string, page: number, pictures: { before: Raster; after: Raster }) {
  const beforePath = join(folder, `before-${page}.png`);
  const afterPath = join(folder, `after-${page}.png`);
  await writeFile(beforePath, encodePng(pictures.before));
  await writeFile(afterPath, encodePng(pictures.after));
  return { beforePath, afterPath };
}
