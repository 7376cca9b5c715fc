import { AppError } from '@polyspool/contracts/errors';
import { access, constants } from 'node:fs/promises';
import { basename } from 'node:path';

/** A part of an engine that has to be there. Throws `engine.missing`. */
export async function requireFile(path: string, what: string): Promise<string> {
  try {
    await access(path, constants.R_OK);
    return path;
  } catch (error) {
    throw new AppError('engine.missing', `${what} is not there, or may not be read: ${basename(path)}`, {
      cause: error,
    });
  }
}
