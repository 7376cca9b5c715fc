import type { Task } from '@polyspool/processes/run-task';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePng } from './encode-png.js';
import { PdfiumDocument } from './pdfium-document.js';
import { maxPicturePixels, type PagesToRender } from './render-pages.js';

export const run: Task<PagesToRender, number> = async ({ path, password, pages, dpi, folder }, tell) => {
  const document = await PdfiumDocument.open(await readFile(path), password);
  const pictures = [];
  for (const page of pages) {
    tell(page);
    const { rgba, widthPx, heightPx, toPage } = document.render(page, { dpi, maxPixels: maxPicturePixels });
    const picture = join(folder, `page-${page}.png`);
    await writeFile(picture, encodePng({ rgba, widthPx, heightPx }));
    pictures.push({ page, path: picture, widthPx, heightPx, dpi: 72 / Math.hypot(toPage[0], toPage[1]), toPage });
  }
  return pictures;
};
