import { AppError } from '@polyspool/contracts/errors';
import { access, constants, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

/** The path of a program. Throws `process.missing`. */
export async function findExecutable(command: string, searchPath: string): Promise<string> {
  const places = command.includes('/') ? [resolve(command)] : searchPath.split(':').map((dir) => join(dir, command));
  for (const path of places) if (await isExecutable(path)) return path;
  throw new AppError('process.missing', `${basename(command)} is not installed`);
}

const isExecutable = (path: string) =>
  access(path, constants.X_OK).then(
    async () => (await stat(path)).isFile(),
    () => false,
  );
