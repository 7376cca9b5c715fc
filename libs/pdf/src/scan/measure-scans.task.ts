import type { Task } from '@polyspool/processes/run-task';
import { readFile, writeFile } from 'node:fs/promises';
import { PdfiumDocument } from '../render/pdfium-document.js';
import type { ScansToMeasure } from './recognize-scans.js';
import { scanPageOf, type ReadScan } from './scan-page-of.js';
import type { ScanFile } from './scan-page.js';

/** Enough for colours and weights. */
const dpi = 150;

export const run: Task<ScansToMeasure, number> = async ({ path, password, readPath, scansPath }, tell) => {
  const document = await PdfiumDocument.open(await readFile(path), password);
  const read = JSON.parse(await readFile(readPath, 'utf8')) as ReadScan[];
  const pages = read.map((scan) => {
    tell(scan.page);
    return scanPageOf(scan, document.render(scan.page, dpi));
  });
  const file: ScanFile = { version: 1, pages };
  await writeFile(scansPath, JSON.stringify(file));
};
