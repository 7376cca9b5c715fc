import { FileKey } from '@polyspool/contracts/files';
import { maintenanceJobs } from '@polyspool/contracts/maintenance';
import { Backups } from '@polyspool/database/backups';
import type { Statements } from '@polyspool/database/database';
import { withSession } from '@polyspool/database/session';
import { tableLayouts } from '@polyspool/database/table-layouts';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { runJob } from '@polyspool/jobs/testing';
import { testStores } from '@polyspool/service/testing/env';
import { Storage } from '@polyspool/storage/storage';
import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { MaintenanceEnv } from '../env.js';
import { openHouse } from '../testing-house.js';
import { BackupDatabase } from './backup-database.js';
import { BackupParts } from './backup-parts.js';
import { BackupShelf } from './backup-shelf.js';
import { withFetchedBackup } from './fetch-backup.js';
import type { BackupKeys } from './file/backup-keys.js';
import { entriesOf, type FetchedBackup } from './file/check-backup.js';
import { writeEntry } from './file/entries.js';
import { seal } from './file/sealed-file.js';
import { keptPersonKeys, PersonKeyCopy } from './person-key-copy.js';
import { restoreBackup } from './restore-backup.js';
import { RetainBackups } from './retain-backups.js';
import { backupSubject } from './subjects.js';
import { TestRestore } from './test-restore.js';

/** maintenance with backups, and empty databases to restore into. */
export async function openBackups(settings: Partial<MaintenanceEnv> = {}) {
  const house = await openHouse(settings);
  const { app, database } = house;
  const [storage, shelf, parts] = [app.get(Storage), app.get(BackupShelf), app.get(BackupParts)];
  const backups = app.get(Backups);
  const [keyCopy, retain] = [app.get(PersonKeyCopy), app.get(RetainBackups)];
  const targets: (() => Promise<void>)[] = [];
  const fetched = async <Result>(
    id: string,
    keys: BackupKeys,
    use: Parameters<typeof withFetchedBackup<Result>>[2],
  ) => {
    const [label] = (await shelf.labels()).filter((one) => one.id === id);
    return withFetchedBackup({ shelf, keys }, label!, use);
  };
  return {
    ...house,
    storage,
    shelf,
    parts,
    backups,
    scratchPrefix: `${new URL(database.url).pathname.replace(/\W|_/g, '').slice(0, 30)}_scratch_`,
    backUp: (changed = parts, job: Partial<BackupJob> = {}) =>
      new BackupDatabase(changed, shelf, backups, keyCopy, retain).run(jobWith(job)),
    testRestore: async (backupId?: string) =>
      (await runJob(maintenanceJobs.restoreTest, app.get(TestRestore), { backupId }, { storage })).output,
    restore: async (id: string, keys = parts.keys) => {
      const target = await emptyDatabase();
      targets.push(target.drop);
      const restored = await fetched(id, keys, (backup) => {
        const personKeys = keptPersonKeys(storage, keys);
        return restoreBackup({ targetUrl: target.url, programs: parts.programs, keys, personKeys }, backup);
      });
      return { url: target.url, restored };
    },
    exaggerate: (id: string) =>
      fetched(id, parts.keys, (backup) => exaggerate(backup, parts.keys, { id, storage, database })),
    contents: (url: string = database.url) => withSession({ url, name: 'spec' }, contentsOf),
    databases: (pattern: string) =>
      database.query<{ name: string }>('SELECT datname AS name FROM pg_database WHERE datname LIKE $1', [pattern]),
    close: async () => {
      for (const drop of targets) await drop();
      await house.close();
    },
  };
}

export type TestBackups = Awaited<ReturnType<typeof openBackups>>;

/** Puts a whole backup in its place that says it has a row more of each table than it has. */
async function exaggerate(
  backup: FetchedBackup,
  keys: BackupKeys,
  { id, storage, database }: { id: string; storage: Storage; database: Statements },
) {
  const written: Buffer[] = [];
  for await (const entry of entriesOf(backup, keys)) {
    if (entry.kind !== 'manifest') written.push(writeEntry(entry));
    else {
      const tables = entry.manifest.tables.map(({ table, rows }) => ({ table, rows: rows + 1 }));
      written.push(writeEntry({ kind: 'manifest', manifest: { tables } }));
    }
  }
  const sealed = Readable.from(seal(Readable.from(written), backupSubject(id), keys));
  const { sha256 } = await storage.write(FileKey.parse(`backups/${id}.backup`), sealed);
  await database.execute('UPDATE backups SET sha256 = $2 WHERE id = $1', [id, sha256]);
}

export type BackupJob = RunningJob<typeof maintenanceJobs.backupDatabase>;

/** What the handler uses of a job. */
const jobWith = (given: Partial<BackupJob>) => {
  const { signal } = new AbortController();
  const nothing = () => undefined;
  return { id: randomUUID(), attempt: 1, input: {}, signal, report: nothing, log: nothing, ...given } as BackupJob;
};

export async function emptyDatabase() {
  const { TEST_DATABASE_URL: url } = testStores();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const onServer = (sql: string) => withSession({ url, name: 'spec' }, (session) => session.execute(sql));
  await onServer(`CREATE DATABASE ${name}`);
  const target = new URL(url);
  target.pathname = `/${name}`;
  return { url: target.href, drop: async () => void (await onServer(`DROP DATABASE ${name} WITH (FORCE)`)) };
}

/** All rows of all tables, as text. */
async function contentsOf(statements: Statements) {
  const all: Record<string, string[]> = {};
  for (const { table } of await tableLayouts(statements)) {
    const rows = await statements.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY 1`);
    all[table] = rows.map(({ row }) => row);
  }
  return all;
}

/** A person with something of nearly everything, and with values that are easily spoilt on their way. */
export async function addPerson(statements: Statements, name: string) {
  const [user, upload, job, project] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const add = (sql: string, ...values: unknown[]) => statements.execute(sql, values);
  await add(`INSERT INTO users (id, name, role) VALUES ($1, $2, 'user')`, user, name);
  await add(
    `INSERT INTO api_keys (id, user_id, name, hash) VALUES ($1, $2, 'x', $3)`,
    randomUUID(),
    user,
    randomBytes(9),
  );
  await add(
    `INSERT INTO uploads (id, user_id, kind, name, media_type, bytes, sha256, probe)
     VALUES ($1, $2, 'video', $3, 'video/mp4', 9007199254740993, $4, '{"durationSeconds": 1.10}')`,
    ...[upload, user, `${name}\n"తెలుగు"\\.mp4`, randomBytes(4).toString('hex')],
  );
  await add(`INSERT INTO projects (id, name) VALUES ($1, 'Ours')`, project);
  await add(`INSERT INTO project_members (project_id, user_id, role) VALUES ($1, $2, 'owner')`, project, user);
  await add(`INSERT INTO project_assets (project_id, upload_id) VALUES ($1, $2)`, project, upload);
  await add(
    `INSERT INTO jobs (id, user_id, project_id, type, queue, input, output, percent, created_at)
     VALUES ($1, $2, $3, 'video.process', 'video', $4, 'null', 0.1, '2026-01-02 03:04:05.678901+00')`,
    ...[job, user, project, JSON.stringify({ uploadId: upload, big: 1e21, text: `${name} says \u{1F600}` })],
  );
  await add(`INSERT INTO events (job_id, seq, run, type, data) VALUES ($1, 1, 1, 'queued', '{"a": [1.0, null]}')`, job);
  await add(`INSERT INTO commands (job_id, run, kind) VALUES ($1, 1, 'cancel')`, job);
  await add(
    `INSERT INTO audit_entries (id, actor_id, actor_role, action, subject) VALUES ($1, $2, 'user', 'x', $3)`,
    ...[randomUUID(), user, name],
  );
  return { user, job, upload, project };
}
