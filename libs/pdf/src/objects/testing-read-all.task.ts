import type { Task } from '@polyspool/processes/run-task';
import { AppError } from '@polyspool/contracts/errors';
import { readFile } from 'node:fs/promises';
import { readPage } from '../content/read-page.js';
import { openDocument } from './open-document.js';

/** Reads documents as stages of jobs do, and says of each what the first fault was. For tests only. */
export const run: Task<readonly string[]> = async (paths) => {
  const faults = [];
  for (const path of paths) {
    const startedAt = performance.now();
    const code = await firstFault(path).catch((error: unknown) => AppError.from(error).code);
    faults.push({ path, code, ms: performance.now() - startedAt });
  }
  return faults;
};

async function firstFault(path: string) {
  const open = await openDocument(await readFile(path));
  for (let page = 1; page <= open.pageCount; page++) {
    const content = await readPage(open, page);
    if ('reason' in content) return content.code;
  }
  await open.close();
  return 'none';
}
