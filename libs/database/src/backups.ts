import { AppError } from '@polyspool/contracts/errors';
import type { Backup, BackupKind } from '@polyspool/contracts/maintenance';
import { v7 } from 'uuid';
import type { Database } from './database.js';

export type NewBackup = Omit<Backup, 'kind' | 'testedAt'>;

/** Grows with time. */
export const newBackupId = () => v7();

/** What lies in storage as backups, as far as is known here. */
export class Backups {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(limit: number, before?: string): Promise<Backup[]> {
    const rows = await this.database.query<BackupRecord>(
      `SELECT ${columns} FROM backups WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
      [before ?? null, limit],
    );
    return rows.map(backupView);
  }

  /** The newest where none is named. Throws `backup.unknown`. */
  async find(id: string | undefined): Promise<Backup> {
    const [row] = await this.database.query<BackupRecord>(
      `SELECT ${columns} FROM backups WHERE $1::uuid IS NULL OR id = $1 ORDER BY id DESC LIMIT 1`,
      [id ?? null],
    );
    if (!row) throw new AppError('backup.unknown', id ? `No backup ${id}` : 'No backup has been made');
    return backupView(row);
  }

  /** False where the job, which ran twice, has made another one already. */
  async add(backup: NewBackup, kind: BackupKind, jobId?: string): Promise<boolean> {
    const { id, bytes, sha256, rows, tables, createdAt } = backup;
    const added = await this.database.execute(
      `INSERT INTO backups (id, job_id, kind, bytes, sha256, row_count, table_count, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [id, jobId ?? null, kind, bytes, sha256, rows, tables, createdAt],
    );
    return added > 0;
  }

  async ofJob(jobId: string): Promise<Backup | undefined> {
    const [row] = await this.database.query<BackupRecord>(`SELECT ${columns} FROM backups WHERE job_id = $1`, [jobId]);
    return row && backupView(row);
  }

  /** When the newest was made, and when one was last restored as a test: seconds since 1970, null where it never was. */
  async newest(): Promise<{ readonly madeAt: number | null; readonly testedAt: number | null }> {
    const [row] = await this.database.query<{ madeAt: number | null; testedAt: number | null }>(
      `SELECT extract(epoch FROM max(created_at))::float8 AS "madeAt", extract(epoch FROM max(tested_at))::float8 AS "testedAt"
       FROM backups`,
    );
    return row!; // an aggregate has one row
  }

  async remove(id: string) {
    await this.database.execute('DELETE FROM backups WHERE id = $1', [id]);
  }

  async setKind(id: string, kind: BackupKind) {
    await this.database.execute('UPDATE backups SET kind = $2 WHERE id = $1 AND kind <> $2', [id, kind]);
  }

  /** It was restored, and came out the same. */
  async setTested(id: string) {
    await this.database.execute('UPDATE backups SET tested_at = now() WHERE id = $1', [id]);
  }
}

interface BackupRecord extends Omit<Backup, 'bytes' | 'rows' | 'createdAt' | 'testedAt'> {
  readonly bytes: string;
  readonly rows: string;
  readonly createdAt: Date;
  readonly testedAt: Date | null;
}

const columns = `id, kind, bytes, sha256, row_count AS rows, table_count AS tables, created_at AS "createdAt",
  tested_at AS "testedAt"`;

const backupView = ({ bytes, rows, createdAt, testedAt, ...backup }: BackupRecord): Backup => ({
  ...backup,
  bytes: Number(bytes),
  rows: Number(rows),
  createdAt: createdAt.toISOString(),
  testedAt: testedAt?.toISOString(),
});
