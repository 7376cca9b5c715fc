import type { Task } from '@polyspool/processes/run-task';
import { readFile, writeFile } from 'node:fs/promises';
import { openDocument } from '../objects/open-document.js';
import type { ExtractTask } from './extract-document.js';
import { extractPages } from './extract-pages.js';
import { readScans } from './read-scans.js';

export const run: Task<ExtractTask, number> = async (task, tell) => {
  const open = await openDocument(await readFile(task.path), { password: task.password });
  const document = await extractPages(open, {
    pages: task.pages,
    untouched: new Map(task.untouched.map(({ page, reason }) => [page, reason])),
    scans: await readScans(task.scansPath),
    onPage: tell,
  });
  await writeFile(task.irPath, JSON.stringify(document));
};
