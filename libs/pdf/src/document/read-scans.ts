import { readFile } from 'node:fs/promises';
import { ScanFile } from '../scan/scan-page.js';
import type { ScanPage } from '../scan/scan-page.js';

/** Pages whose text was recognised, by number. */
export async function readScans(path: string | undefined): Promise<ReadonlyMap<number, ScanPage>> {
  if (path === undefined) return new Map();
  const { pages } = ScanFile.parse(JSON.parse(await readFile(path, 'utf8')));
  return new Map(pages.map((page) => [page.page, page]));
}
