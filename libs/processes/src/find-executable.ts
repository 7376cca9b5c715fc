import { AppError } from '@polyspool/contracts/errors';
import { access, constants, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

/** Fixed, so that the environment of this process decides nothing. */
export const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The path of a program. Throws `process.missing`. */
export async function findExecutable(command: string, folders = searchPath): Promise<string> {
  const places = command.includes('/') ? [resolve(command)] : folders.split(':').map((dir) => join(dir, command));
  for (const path of places) if (await isExecutable(path)) return path;
  throw new AppError('process.missing', `${basename(command)} is not installed`);
}

const isExecutable = (path: string) =>
  access(path, constants.X_OK).then(
    async () => (await stat(path)).isFile(),
    () => false,
  );
