import { AppError } from '@polyspool/contracts/errors';
import { findExecutable } from '@polyspool/processes/find-executable';
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface EngineParts {
  /** By name or path. */
  readonly programs: readonly string[];
  /** Files and folders of its models and rules. */
  readonly data: readonly string[];
}

/**
 * Short, and another one as soon as a part of the engine is replaced: what an older model has made must not pass for the
 * work of the new one. By size and time of the files, so that it takes about a millisecond and is never out of date.
 */
export async function engineVersion({ programs, data }: EngineParts): Promise<string> {
  const hash = createHash('sha256');
  for (const path of [...(await Promise.all(programs.map(pathOf))), ...data])
    hash.update(JSON.stringify([path, await marksOf(path)]));
  return hash.digest('hex').slice(0, 12);
}

/** That a program is missing is told when it is needed. */
const pathOf = (program: string) =>
  findExecutable(program).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'process.missing') return program;
    throw error;
  });

async function marksOf(path: string): Promise<unknown> {
  const found = await orNothing(stat(path));
  if (!found?.isDirectory()) return found && [found.size, found.mtimeMs];
  const names = (await orNothing(readdir(path)))?.sort() ?? [];
  return Promise.all(names.map(async (name) => [name, await marksOf(join(path, name))]));
}

const orNothing = <Found>(found: Promise<Found>) =>
  found.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
