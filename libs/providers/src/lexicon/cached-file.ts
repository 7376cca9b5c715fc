import { AppError } from '@polyspool/contracts/errors';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Of this user alone. What is lost with it is made again. */
export const defaultCacheFolder = () => join(tmpdir(), `polyspool-words-${userInfo().uid}`);

/**
 * Makes a file once and for all processes that share the folder; `name` has to change with what it is made from. Two that make it
 * at once both do, and each whole file takes the place of the other.
 */
export async function cachedFile(
  folder: string,
  name: string,
  make: (path: string) => Promise<unknown>,
): Promise<Buffer> {
  const path = join(folder, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await refuseForeign(folder);
  const kept = await readIfThere(path);
  if (kept) return kept;
  const unfinished = join(folder, `.${name}.${randomUUID()}`);
  try {
    await make(unfinished);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
  return readFile(path);
}

/** Its name can be guessed: what another user has put there first is not read. */
async function refuseForeign(folder: string) {
  const { uid } = await stat(folder);
  if (uid === userInfo().uid) return;
  throw new AppError('storage.unavailable', `The cache folder ${folder} belongs to another user`);
}

const readIfThere = (path: string) =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
