import { AppError } from '@polyspool/contracts/errors';
import type { Task } from '@polyspool/processes/run-task';
import { readFile } from 'node:fs/promises';
import type { Inspection } from './inspect-document.js';
import { openDocument } from './open-document.js';
import { lockedProbe, probeDocument } from './probe-document.js';

interface Input {
  readonly path: string;
  readonly password?: string;
}

export const run: Task<Input> = async ({ path, password }): Promise<Inspection> => {
  try {
    const open = await openDocument(await readFile(path), { password });
    return probeDocument(open);
  } catch (error) {
    if (error instanceof AppError && error.code === 'file.needsPassword') return { probe: lockedProbe, notices: [] };
    throw error;
  }
};
