import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { join } from 'node:path';
import type { BackupLabel, BackupShelf } from './backup-shelf.js';
import type { BackupKeys } from './file/backup-keys.js';
import { checkBackup, type FetchedBackup } from './file/check-backup.js';
import { backupSubject } from './subjects.js';

/** Lends a backup as a file that has been read to its end and found whole. */
export const withFetchedBackup = <Result>(
  { shelf, keys }: { shelf: BackupShelf; keys: BackupKeys },
  { id, sha256 }: Pick<BackupLabel, 'id' | 'sha256'>,
  use: (backup: FetchedBackup) => Promise<Result>,
): Promise<Result> =>
  withTemporaryFolder('fetched-backup', async (folder) => {
    const backup = { path: join(folder, 'backup'), subject: backupSubject(id), sha256 };
    await shelf.fetch(id, backup.path);
    await checkBackup(backup, keys);
    return use(backup);
  });
