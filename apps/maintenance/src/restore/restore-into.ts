import { AppError } from '@polyspool/contracts/errors';
import { dataSource } from '@polyspool/database/data-source';
import { migrate } from '@polyspool/database/migrate';
import { Database } from '@polyspool/database/database';
import { PersonErasure } from '@polyspool/database/person-erasure';
import { withSession } from '@polyspool/database/session';
import { requireEmpty } from '@polyspool/database/table-layouts';
import type { Storage } from '@polyspool/storage/storage';
import { type BackupLabel, BackupShelf } from '../backup/backup-shelf.js';
import { withFetchedBackup } from '../backup/fetch-backup.js';
import type { BackupKeys } from '../backup/file/backup-keys.js';
import { keptPersonKeys } from '../backup/person-key-copy.js';
import type { PostgresPrograms } from '../backup/postgres-programs.js';
import { restoreBackup, type Restored } from '../backup/restore-backup.js';

export interface RestoreOrder {
  /** An id, or `newest`. */
  readonly wanted: string;
  /** An empty database. */
  readonly targetUrl: string;
  readonly storage: Storage;
  readonly keys: BackupKeys;
  readonly programs: PostgresPrograms;
  readonly say: (line: string) => void;
}

/** Brings a database back with what lies in storage alone, and to this version. Throws `backup.unknown`, `backup.targetNotEmpty`. */
export async function restoreInto(order: RestoreOrder): Promise<Restored> {
  const { keys, programs, say, storage, targetUrl } = order;
  const shelf = new BackupShelf(storage);
  const label = await wantedLabel(shelf, order.wanted);
  await withSession({ url: targetUrl, name: 'restore' }, requireEmpty);
  say(`Backup ${label.id} of ${label.createdAt}: ${label.rows} rows, ${label.bytes} bytes`);
  const restored = await withFetchedBackup({ shelf, keys }, label, (backup) => {
    say('It is whole. Restoring');
    return restoreBackup({ targetUrl, programs, keys, personKeys: keptPersonKeys(storage, keys) }, backup);
  });
  await bringUpToDate(targetUrl, restored.erasedPeople);
  return restored;
}

async function wantedLabel(shelf: BackupShelf, wanted: string): Promise<BackupLabel> {
  const labels = await shelf.labels();
  const label = wanted === 'newest' ? labels[0] : labels.find(({ id }) => id === wanted);
  if (label) return label;
  const there = labels.map(({ id, createdAt }) => `\n  ${id}  ${createdAt}`).join('') || ' none';
  throw new AppError('backup.unknown', `There is no backup ${wanted}. There are:${there}`);
}

/** To this version; and what others have on record does not name those who have been erased since. */
async function bringUpToDate(url: string, erasedPeople: readonly string[]) {
  await migrate(url);
  const source = await dataSource(url, 1).initialize();
  try {
    const erasure = new PersonErasure(new Database(url, source));
    for (const userId of erasedPeople) await erasure.forget(userId);
  } finally {
    await source.destroy();
  }
}
