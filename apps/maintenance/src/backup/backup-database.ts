import { Injectable } from '@nestjs/common';
import type { Backup, maintenanceJobs } from '@polyspool/contracts/maintenance';
import { Backups, newBackupId } from '@polyspool/database/backups';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { BackupParts } from './backup-parts.js';
import { type BackupLabel, BackupShelf } from './backup-shelf.js';
import { PersonKeyCopy } from './person-key-copy.js';
import { RetainBackups } from './retain-backups.js';
import { keptAs } from './retention.js';
import { writeBackup } from './write-backup.js';

type BackupJob = RunningJob<typeof maintenanceJobs.backupDatabase>;

/** A backup counts once the keys of all whose rows are in it lie beside it. */
@Injectable()
export class BackupDatabase implements JobHandler<typeof maintenanceJobs.backupDatabase> {
  constructor(
    private readonly parts: BackupParts,
    private readonly shelf: BackupShelf,
    private readonly backups: Backups,
    private readonly keyCopy: PersonKeyCopy,
    private readonly retainBackups: RetainBackups,
  ) {}

  async run(job: BackupJob) {
    const backup = (await this.backups.ofJob(job.id)) ?? (await this.#make(job));
    job.report('retain', 0);
    return { backup, removed: await this.retainBackups.run() };
  }

  async #make({ id: jobId, log, report, signal }: BackupJob): Promise<Backup> {
    const id = newBackupId();
    const createdAt = new Date().toISOString();
    report('dump', 0);
    const { bytes, sha256, tables } = await writeBackup(this.parts, {
      id,
      signal,
      onProgress: (fraction) => report('people', fraction),
      store: (content) => this.shelf.write(id, content),
    });
    await this.keyCopy.write(signal);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const label: BackupLabel = { id, bytes, sha256, rows, tables: tables.length, createdAt };
    await this.shelf.label(label);
    const kind = keptAs(await this.shelf.labels()).get(id)!; // the newest is always kept
    log(`Backup ${id}: ${rows} rows of ${tables.length} tables, ${bytes} bytes`);
    if (await this.backups.add(label, kind, jobId)) return { ...label, kind };
    const other = await this.backups.ofJob(jobId);
    if (!other) return this.backups.find(id);
    // Another run of this job was faster.
    await this.shelf.remove(id);
    return other;
  }
}
