import type { Task } from '@polyspool/processes/run-task';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePng } from '../render/encode-png.js';
import { PdfiumDocument } from '../render/pdfium-document.js';
import { eraseLeaders } from './erase-leaders.js';
import type { ScansToDraw } from './recognize-scans.js';

export const run: Task<ScansToDraw, number> = async ({ path, password, pages, dpi, folder }, tell) => {
  const document = await PdfiumDocument.open(await readFile(path), password);
  const pictures = [];
  for (const page of pages) {
    tell(page);
    const raster = document.render(page, dpi);
    const ownDpi = 72 / Math.hypot(raster.toPage[0], raster.toPage[1]);
    eraseLeaders(raster, ownDpi);
    const picture = join(folder, `scan-${page}.png`);
    await writeFile(picture, encodePng(raster));
    const { widthPx, heightPx, toPage } = raster;
    pictures.push({ page, path: picture, widthPx, heightPx, dpi: ownDpi, toPage });
  }
  return pictures;
};
