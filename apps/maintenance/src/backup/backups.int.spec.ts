import { AppError } from '@polyspool/contracts/errors';
import { FileKey } from '@polyspool/contracts/files';
import { withScratchDatabase } from '@polyspool/database/scratch-database';
import { withSession } from '@polyspool/database/session';
import { newBackupId } from '@polyspool/database/backups';
import { randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { BackupKeys } from './file/backup-keys.js';
import { newBackupKeys } from './file/testing-keys.js';
import { PersonKeyCopy } from './person-key-copy.js';
import { PostgresPrograms } from './postgres-programs.js';
import { personSubject } from './subjects.js';
import { addPerson, openBackups, type TestBackups } from './testing-backups.js';

describe('backups', () => {
  let house: TestBackups;
  let anna: Awaited<ReturnType<typeof addPerson>>;
  let ben: Awaited<ReturnType<typeof addPerson>>;
  beforeAll(async () => {
    house = await openBackups();
    anna = await addPerson(house.database, 'Anna Karenina');
    ben = await addPerson(house.database, 'Ben Hur');
    await house.database.execute(`INSERT INTO step_rates VALUES ('a', 'b', 'seconds', '{0.1,NaN}', now())`);
    await house.database.execute(`INSERT INTO effects (key, kind) VALUES ('of nobody', 'mail')`);
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    for (const { id } of await house.shelf.labels()) await house.shelf.remove(id);
    await house.database.execute('DELETE FROM backups');
  });

  const fileOf = (id: string) => FileKey.parse(`backups/${id}.backup`);
  const names = async (pattern: string) => (await house.databases(pattern)).map(({ name }) => name);
  const leftInTmp = async () =>
    (await readdir(tmpdir())).filter((name) => /^polyspool-(backup|restore|fetched)/.test(name));

  const traces = async () => {
    const files: string[] = [];
    for await (const { key } of house.storage.list(FileKey.parse('backups'))) files.push(key);
    return [files.filter((key) => !key.endsWith('person-keys')), await house.backups.list(9), await leftInTmp()];
  };

  it('bring everything back as it was, into an empty database', async () => {
    const before = await house.contents();
    const { backup } = await house.backUp();
    const { restored, url } = await house.restore(backup.id);

    const { backups: _none, person_keys: keys, ...after } = await house.contents(url);
    const { backups: _one, person_keys: _keys, ...expected } = before;
    expect(after).toEqual(expected);
    expect(keys).toHaveLength(3); // the system user has one too
    const jobs = restored.tables.find(({ table }) => table === 'jobs');
    expect([restored.isSame, jobs]).toEqual([true, { table: 'jobs', expectedRows: 2, restoredRows: 2, erasedRows: 0 }]);
    const rows = restored.tables.reduce((sum, { restoredRows }) => sum + restoredRows, 0);
    expect(backup).toMatchObject({ kind: 'monthly', rows });
    const insert = `INSERT INTO commands (job_id, run, kind) VALUES ('${ben.job}', 1, 'retry') RETURNING id::int`;
    const next = await withSession({ url, name: 'spec' }, (session) => session.query(insert));
    expect(next).toEqual([{ id: 3 }]); // numbers go on where the database stood
  });

  it('give nothing away of who has been erased since, and all of the others', async () => {
    const cleo = await addPerson(house.database, 'Cleo Patra');
    await house.database.execute('UPDATE jobs SET project_id = $1 WHERE id = $2', [cleo.project, ben.job]);
    const { backup } = await house.backUp();
    await house.database.execute('DELETE FROM users WHERE id = $1', [cleo.user]);
    await house.database.execute('DELETE FROM projects WHERE id = $1', [cleo.project]);
    await house.database.execute('DELETE FROM audit_entries WHERE actor_id = $1', [cleo.user]);
    const { keys } = house.parts;
    await house.database.execute('UPDATE person_keys SET wrapped_key = $2 WHERE user_id = $1', [
      anna.user,
      keys.wrap(randomBytes(32), personSubject(anna.user)), // hers was destroyed by an erase that did not come to its end
    ]);
    await house.app.get(PersonKeyCopy).write();

    const { restored, url } = await house.restore(backup.id);

    const found = JSON.stringify(await house.contents(url));
    expect(found).toContain('Ben Hur');
    for (const trace of ['Cleo Patra', ...Object.values(cleo), 'Anna Karenina']) expect(found).not.toContain(trace);
    expect(restored.isSame).toBe(true);
    expect(restored.tables.filter(({ erasedRows }) => erasedRows).map(({ table }) => table)).toEqual(
      expect.arrayContaining(['users', 'jobs', 'events', 'audit_entries']),
    );
  });

  it('are tried out in a database that is gone afterwards', async () => {
    const { backup } = await house.backUp();
    const tested = await house.testRestore();

    expect(tested).toMatchObject({ backupId: backup.id, isSame: true });
    expect(await house.backups.find(backup.id)).toMatchObject({ testedAt: expect.any(String) });
    expect(await names(`${house.scratchPrefix}%`)).toEqual([]);
    expect(await leftInTmp()).toEqual([]);
  });

  it('show that rows are missing, and tell operators', async () => {
    const { backup } = await house.backUp();
    await house.exaggerate(backup.id);

    const tested = await house.testRestore(backup.id);

    expect(tested.isSame).toBe(false);
    expect(await house.backups.find(backup.id)).toMatchObject({ testedAt: undefined });
    const [alert] = await house.database.query('SELECT kind, subject FROM alerts');
    expect(alert).toEqual({ kind: 'backup.differs', subject: backup.id });
  });

  it('drop what killed tests have left, but not what is in use or new', async () => {
    const { databaseUrl: url } = house.parts;
    const [old, fresh] = [
      `${house.scratchPrefix}${(1).toString(36)}_a`,
      `${house.scratchPrefix}${Date.now().toString(36)}_b`,
    ];
    for (const name of [old, fresh]) await house.database.execute(`CREATE DATABASE "${name}"`);

    const seen = await withScratchDatabase({ url, now: 2 }, () =>
      // The outer one is old by its name, and in use.
      withScratchDatabase({ url }, () => names(`${house.scratchPrefix}%`)),
    );

    expect(seen).toHaveLength(3);
    expect(seen).not.toContain(old);
    expect(await names(`${house.scratchPrefix}%`)).toEqual([fresh]);
    await house.database.execute(`DROP DATABASE "${fresh}"`);
  });

  it('say what is wrong, and leave nothing behind', async () => {
    const { backup } = await house.backUp();
    const bytes = await buffer(await house.storage.read(fileOf(backup.id)));
    const tried = async (content: Buffer) => {
      await house.storage.write(fileOf(backup.id), content);
      return house.testRestore().catch((error: { code: string }) => error.code);
    };
    const altered = Buffer.from(bytes);
    altered[bytes.length >> 1]! ^= 1;

    expect(await tried(bytes.subarray(0, -100))).toBe('backup.unreadable');
    expect(await tried(altered)).toBe('backup.unreadable');
    await house.storage.write(fileOf(backup.id), bytes);
    await expect(house.restore(backup.id, newBackupKeys())).rejects.toMatchObject({ code: 'key.unavailable' });
    await expect(house.restore(backup.id, new BackupKeys(undefined))).rejects.toMatchObject({
      code: 'key.unavailable',
    });
    await expect(house.testRestore(anna.user)).rejects.toMatchObject({ code: 'backup.unknown' });
    await house.storage.remove(FileKey.parse('backups/person-keys'));
    await expect(house.testRestore()).rejects.toMatchObject({ code: 'storage.missing' });
    expect([await names(`${house.scratchPrefix}%`), await leftInTmp()]).toEqual([[], []]);
  });

  it('are not made without pg_dump, nor without a key', async () => {
    const without = async (change: object) => house.backUp({ ...house.parts, ...change });

    await expect(without({ programs: new PostgresPrograms('/nowhere') })).rejects.toMatchObject({
      code: 'process.missing',
    });
    await expect(without({ keys: new BackupKeys(undefined) })).rejects.toMatchObject({ code: 'key.unavailable' });
    expect(await traces()).toEqual([[], [], []]);
  });

  it('stop where their job does, and leave nothing behind', async () => {
    const stop = new AbortController();
    const report = (step: string) => step === 'people' && stop.abort(new AppError('job.cancelled', 'Enough'));

    const stopped = house.backUp(house.parts, { signal: stop.signal, report });

    await expect(stopped).rejects.toMatchObject({ code: 'job.cancelled' });
    expect(await traces()).toEqual([[], [], []]);
  });

  it('are kept as retention says, whatever the database knows of them', async () => {
    const label = { bytes: 1, sha256: '', rows: 1, tables: 1 };
    const older = [newBackupId(), newBackupId()].map((id) => ({ id, ...label, createdAt: new Date().toISOString() }));
    for (const one of older) {
      await house.shelf.write(one.id, Readable.from(['x']));
      await house.shelf.label(one);
    }
    const gone = newBackupId();
    await house.backups.add({ ...older[0]!, id: gone }, 'daily');

    const { backup, removed } = await house.backUp();

    expect([backup.kind, removed]).toEqual(['daily', 1]);
    const listed = (await house.backups.list(9)).map(({ id, kind }) => [id, kind]);
    expect(listed).toEqual([
      [backup.id, 'daily'],
      [older[0]!.id, 'monthly'],
    ]);
    expect(await house.storage.size(fileOf(older[1]!.id))).toBeUndefined();
  });

  it('are made once by a job that runs twice', async () => {
    const job = { id: randomUUID() };
    const { backup } = await house.backUp(house.parts, job);
    const again = await house.backUp(house.parts, job);

    expect(again.backup).toEqual(backup);
    expect(await house.shelf.labels()).toHaveLength(1);
  });
});
