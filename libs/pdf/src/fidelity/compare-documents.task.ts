import type { Task } from '@polyspool/processes/run-task';
import { AppError } from '@polyspool/contracts/errors';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePng } from '../render/encode-png.js';
import { PdfiumDocument } from '../render/pdfium-document.js';
import type { Raster } from '../render/raster.js';
import { changedShare } from './changed-share.js';
import type { DocumentFile, DocumentsToCompare, PageComparison } from './compare-documents.js';

/** Twice what is compared: good to look at, and its halving smooths edges that moved by a fraction of a pixel. */
const dpi = 144;

export const run: Task<DocumentsToCompare, number> = async ({ before, after, pages, folder }, tell) => {
  const [source, result] = [await open(before), await open(after)];
  const comparisons: PageComparison[] = [];
  for (const { page, withPictures, textBoxes = [] } of pages) {
    tell(page);
    const pictures = drawn(page, source, result);
    if (!pictures) {
      comparisons.push({ page });
      continue;
    }
    const boxes = [...source.characterBoxes(page), ...result.characterBoxes(page), ...textBoxes];
    const changedPixels = changedShare(pictures.before, pictures.after, boxes);
    const paths = withPictures ? await writePictures(folder, page, pictures) : {};
    comparisons.push({ page, changedPixels, ...paths });
  }
  return comparisons;
};

interface Pictures {
  readonly before: Raster;
  readonly after: Raster;
}

/** Undefined where the page has a picture that is too large: the others are worth comparing. */
function drawn(page: number, source: PdfiumDocument, result: PdfiumDocument): Pictures | undefined {
  try {
    return { before: source.render(page, dpi), after: result.render(page, dpi) };
  } catch (error) {
    if (AppError.from(error).code === 'document.tooComplex') return undefined;
    throw error;
  }
}

const open = async ({ path, password }: DocumentFile) => PdfiumDocument.open(await readFile(path), password);

async function writePictures(folder: string, page: number, pictures: Pictures) {
  const beforePath = join(folder, `before-${page}.png`);
  const afterPath = join(folder, `after-${page}.png`);
  await writeFile(beforePath, encodePng(pictures.before));
  await writeFile(afterPath, encodePng(pictures.after));
  return { beforePath, afterPath };
}
