import { FileKey } from '@polyspool/contracts/files';
import { gdprJobs } from '@polyspool/contracts/reports';
import type { Database } from '@polyspool/database/database';
import { removeOldFiles } from '@polyspool/database/old-files';
import type { Storage } from '@polyspool/storage/storage';

/** An archive of all that somebody has should not lie about. */
export const exportKeptMs = 7 * 24 * 3_600_000;

/** Removes archives whose time is over. Answers how many; none when nothing is left to do. */
export const forgetExports = (database: Database, storage: Storage) =>
  removeOldFiles(database, gdprJobs.export.name, exportKeptMs, (key) => storage.remove(FileKey.parse(key)));
