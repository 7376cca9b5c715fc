import { AppError } from '@polyspool/contracts/errors';
import type { FileKey } from '@polyspool/contracts/files';

/** `ENOENT` and the like; undefined for what is no error of the system. */
export function errnoOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  return 'syscall' in error && 'code' in error ? String(error.code) : undefined;
}

/** The disk's own troubles: they may pass, and the work is worth another try. */
const unavailable = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES', 'EMFILE', 'ENFILE', 'ESTALE', 'ETIMEDOUT']);

/** Throws troubles of the disk as `storage.unavailable`; others, such as those of the content, as they are. */
export function throwDiskError(error: unknown): never {
  const errno = errnoOf(error) ?? '';
  if (!unavailable.has(errno)) throw error;
  throw new AppError('storage.unavailable', `The disk answered ${errno}`, { cause: error });
}

/** The same for readers, to whom a file that has just gone is missing. */
export const throwReadError =
  (key: FileKey) =>
  (error: unknown): never => {
    if (errnoOf(error) === 'ENOENT') throw missing(key, error);
    return throwDiskError(error);
  };

export const missing = (key: FileKey, cause?: unknown) =>
  new AppError('storage.missing', `There is no file ${key}`, { cause });
