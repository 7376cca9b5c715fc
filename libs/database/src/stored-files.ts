import type { FileKey } from '@polyspool/contracts/files';
import type { Database } from './database.js';

/** A file in storage, and which row it belongs to by its key. */
export interface OwnedFile {
  readonly key: FileKey;
  /** Of an upload; or of a job: its packed input, its packed output, or what an execution has made. */
  readonly kind: 'upload' | 'input' | 'output' | 'made';
  readonly id: string;
}

/** A row whose file should be in storage. */
export interface KeptFile {
  readonly of: 'upload' | 'artifact';
  readonly id: string;
  readonly key: string;
}

/** Compares what is stored with what the rows say. */
export class StoredFiles {
  constructor(private readonly database: Database) {}

  /** Those that belong to nothing: their row is gone, their result has expired, or nobody has published them. */
  async orphans(files: readonly OwnedFile[]): Promise<ReadonlySet<string>> {
    const column = (field: keyof OwnedFile) => files.map((file) => file[field]);
    const rows = await this.database.query<{ key: string }>(orphans, [column('key'), column('kind'), column('id')]);
    return new Set(rows.map(({ key }) => key));
  }

  /** Those whose rows are there still. */
  async stillNamed(files: readonly KeptFile[]): Promise<readonly KeptFile[]> {
    if (!files.length) return files;
    const rows = await this.database.query<{ id: string }>(stillNamed, [files.map(({ id }) => id)]);
    const ids = new Set(rows.map(({ id }) => id));
    return files.filter(({ id }) => ids.has(id));
  }

  /** Every file that a row names, in pages. */
  async *named(pageSize = 500): AsyncIterable<readonly KeptFile[]> {
    for (const [of, sql] of Object.entries(named) as [KeptFile['of'], string][]) {
      let after: string | null = null;
      for (;;) {
        const rows: { id: string; key: string }[] = await this.database.query(sql, [after, pageSize]);
        if (!rows.length) break;
        yield rows.map((row) => ({ of, ...row }));
        after = rows.at(-1)!.id;
      }
    }
  }
}

const named: Readonly<Record<KeptFile['of'], string>> = {
  upload: `SELECT id, 'uploads/' || id || '/source' AS key FROM uploads
    WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`,
  artifact: `SELECT id, storage_key AS key FROM artifacts WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`,
};

const stillNamed = `
  SELECT id FROM uploads WHERE id = ANY($1::uuid[]) UNION ALL SELECT id FROM artifacts WHERE id = ANY($1::uuid[])`;

// A job that has not ended may still publish what it has made. Long transcripts lie with their job until they are brought
// into their record.
const orphans = `
  SELECT f.key FROM unnest($1::text[], $2::text[], $3::uuid[]) AS f(key, kind, id)
  LEFT JOIN uploads u ON f.kind = 'upload' AND u.id = f.id
  LEFT JOIN jobs j ON f.kind <> 'upload' AND j.id = f.id
  WHERE CASE f.kind
      WHEN 'upload' THEN u.id IS NULL
      WHEN 'input' THEN j.id IS NULL
      WHEN 'output' THEN (j.id IS NULL OR j.finished_at IS NOT NULL AND j.output IS NULL)
        AND NOT EXISTS (SELECT FROM records r WHERE r.transcript ? 'jobId' AND r.transcript ->> 'jobId' = f.id::text)
      ELSE j.id IS NULL OR j.finished_at IS NOT NULL
    END
    AND NOT EXISTS (SELECT FROM artifacts a WHERE a.job_id = f.id AND a.storage_key = f.key)`;
