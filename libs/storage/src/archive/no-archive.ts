import { AppError } from '@polyspool/contracts/errors';
import type { Archive } from './archive.js';

/** Where none is set up. */
export class NoArchive implements Archive {
  begin = absent;
  put = absent;
  complete = absent;
  find = absent;
  read = absent;
  removeFolder = absent;
}

async function absent(): Promise<never> {
  throw new AppError('storage.noArchive', 'ARCHIVE_URL names no archive to keep files in');
}
