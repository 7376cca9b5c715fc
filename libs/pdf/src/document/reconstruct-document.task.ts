import { BlockText } from '@polyspool/contracts/pdf';
import type { Task } from '@polyspool/processes/run-task';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { openDocument } from '../objects/open-document.js';
import { readScans } from './read-scans.js';
import type { ReconstructTask } from './reconstruct-document.js';
import { reconstructPages } from './reconstruct-pages.js';

const unprotected = 'The new file opens without a password';

export const run: Task<ReconstructTask, number> = async (task, tell) => {
  const texts = z.array(BlockText).parse(JSON.parse(await readFile(task.translationsPath, 'utf8')));
  const open = await openDocument(await readFile(task.path), { password: task.password });
  const { files, facts } = await reconstructPages(open, {
    pages: task.pages,
    language: task.language,
    translations: new Map(texts.map(({ id, text }) => [id, text])),
    layouts: task.outputs.map(({ layout }) => layout),
    untouched: new Map(task.untouched.map(({ page, reason }) => [page, reason])),
    scans: await readScans(task.scansPath),
    onPage: tell,
  });
  for (const { layout, path } of task.outputs) {
    const file = files.find((candidate) => candidate.layout === layout);
    if (file) await writeFile(path, file.bytes);
  }
  const notices = task.password !== undefined && open.pdf.isEncrypted ? [...facts.notices, unprotected] : facts.notices;
  await writeFile(task.factsPath, JSON.stringify({ ...facts, notices }));
};
