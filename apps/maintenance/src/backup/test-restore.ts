import { Injectable } from '@nestjs/common';
import type { maintenanceJobs } from '@polyspool/contracts/maintenance';
import { raiseAlerts } from '@polyspool/database/alerts';
import { Backups } from '@polyspool/database/backups';
import { Database } from '@polyspool/database/database';
import { withScratchDatabase } from '@polyspool/database/scratch-database';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { Storage } from '@polyspool/storage/storage';
import { BackupParts } from './backup-parts.js';
import { BackupShelf } from './backup-shelf.js';
import { withFetchedBackup } from './fetch-backup.js';
import { keptPersonKeys } from './person-key-copy.js';
import { restoreBackup, type Restored } from './restore-backup.js';

type RestoreJob = RunningJob<typeof maintenanceJobs.restoreTest>;

/** Restores a backup as after the loss of the database: with what lies in storage alone. */
@Injectable()
export class TestRestore implements JobHandler<typeof maintenanceJobs.restoreTest> {
  constructor(
    private readonly parts: BackupParts,
    private readonly shelf: BackupShelf,
    private readonly backups: Backups,
    private readonly storage: Storage,
    private readonly database: Database,
  ) {}

  async run({ input, report, signal }: RestoreJob) {
    const { databaseUrl: url, keys, programs } = this.parts;
    const backup = await this.backups.find(input.backupId);
    report('fetch', 0);
    const restored = await withFetchedBackup({ shelf: this.shelf, keys }, backup, (fetched) =>
      withScratchDatabase({ url, signal }, (targetUrl) => {
        report('restore', 0);
        const personKeys = keptPersonKeys(this.storage, keys);
        return restoreBackup({ targetUrl, programs, keys, personKeys, signal }, fetched);
      }),
    );
    report('compare', 1);
    if (restored.isSame) await this.backups.setTested(backup.id);
    else await this.#alert(backup.id, restored);
    return { backupId: backup.id, tables: [...restored.tables], isSame: restored.isSame };
  }

  #alert(id: string, { tables }: Restored) {
    const differing = tables.filter(({ expectedRows, restoredRows }) => expectedRows !== restoredRows);
    const message = `Backup ${id} came out with other rows than went in: ${differing.map(({ table }) => table).join(', ')}`;
    const alert = { kind: 'backup.differs', subject: id, message, count: 1, at: new Date(), isNews: true };
    return this.database.transaction((tx) => raiseAlerts(tx, [alert]));
  }
}
