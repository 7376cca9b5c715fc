import { FileKey, uploadKey } from '@polyspool/contracts/files';
import { maintenanceJobs } from '@polyspool/contracts/maintenance';
import { StoredFiles } from '@polyspool/database/stored-files';
import { openTestRecords, setJob, type TestRecords } from '@polyspool/database/testing-records';
import { runJob } from '@polyspool/jobs/testing';
import { testStores } from '@polyspool/service/testing/env';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { randomUUID } from 'node:crypto';
import { CleanUpFailedUploads } from './clean-up-failed-uploads.js';
import { CleanUpOldFiles } from './clean-up-old-files.js';
import { ExpireResults } from './expire-results.js';
import { FileSweep } from './file-sweep.js';

const dayMs = 24 * 3_600_000;

describe('clean-up', () => {
  let records: TestRecords;
  let storage: FakeStorage;
  let userId: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    userId = await records.addUser();
    storage = new FakeStorage();
  });

  const stored = () => new StoredFiles(records.database);
  const sweep = () => new FileSweep(storage, stored());
  const oldFiles = (input = {}) =>
    runJob(maintenanceJobs.cleanupOldFiles, new CleanUpOldFiles(sweep(), stored(), storage, records.database), input, {
      storage: new FakeStorage(),
    });
  const expired = (days: number | undefined, input = {}, logDays?: number) =>
    runJob(
      maintenanceJobs.expireResults,
      new ExpireResults(records.database, records.notices, storage, { days, logDays }),
      input,
      { storage: new FakeStorage() },
    );
  const put = async (key: string, ageDays = 30) => {
    const file = FileKey.parse(key);
    await storage.write(file, 'x'.repeat(10));
    storage.writtenAt.set(file, new Date(Date.now() - ageDays * dayMs));
    return key;
  };
  const left = () => [...storage.files.keys()].sort();
  const finished = async () => {
    const { id } = await records.accept(userId);
    await setJob(records.database, id, { status: 'succeeded', finished_at: new Date(), output: '{}' });
    return id;
  };
  const publish = (jobId: string, key: string) =>
    records.database.execute(
      `INSERT INTO artifacts (id, job_id, name, kind, media_type, bytes, sha256, storage_key)
       VALUES ($1, $2, 'film.mp4', 'media', 'video/mp4', 10, 'x', $3)`,
      [randomUUID(), jobId, key],
    );

  it('removes what belongs to nothing, and nothing else', async () => {
    const [done, open] = [await finished(), (await records.accept(userId)).id];
    const published = await put(`jobs/${done}/${randomUUID()}/film.mp4`);
    await publish(done, published);
    const kept = [
      published,
      await put(`jobs/${open}/${randomUUID()}/film.mp4`),
      await put(`jobs/${done}/input/texts.1.json`),
      await put(`jobs/${done}/output/items.1.json`),
      await put(`uploads/${randomUUID()}/source`, 6),
      await put('backups/2026/one'),
    ];
    await put(`jobs/${done}/${randomUUID()}/film.mp4`);
    await put(`jobs/${randomUUID()}/input/texts.1.json`);
    await put(`uploads/${randomUUID()}/source`);
    await put('steps/ab/abc/result.json');
    await put(`uploads/.${randomUUID()}.part`);

    const dry = await oldFiles({ dryRun: true });
    expect(left()).toHaveLength(11);
    const { output } = await oldFiles();

    expect(left()).toEqual(kept.sort());
    expect(output).toMatchObject({ files: 5, bytes: 50, dryRun: false });
    expect(dry.output).toEqual({ ...output, dryRun: true });
  });

  it('tells of rows whose files are gone, and leaves them: it may be the storage that is wrong', async () => {
    const done = await finished();
    await publish(done, `jobs/${done}/${randomUUID()}/film.mp4`);

    const { output } = await oldFiles();

    expect(output).toMatchObject({ files: 0, rows: 1, examples: [expect.stringContaining('has no file')] });
    const rows =
      'SELECT (SELECT count(*)::int FROM artifacts) AS artifacts, (SELECT count(*)::int FROM alerts) AS alerts';
    expect(await records.database.query(rows)).toEqual([{ artifacts: 1, alerts: 1 }]);
  });

  it('tells of them as news only where they are more than before', async () => {
    const alert = 'SELECT count, seen_at IS NULL AS "isNew" FROM alerts';
    await records.database.execute('TRUNCATE alerts');
    const lose = async () => {
      const done = await finished();
      await publish(done, `jobs/${done}/${randomUUID()}/film.mp4`);
    };
    await lose();
    await lose();
    await oldFiles();
    await records.database.execute('UPDATE alerts SET seen_at = now()');

    await oldFiles();
    expect(await records.database.query(alert)).toEqual([{ count: 2, isNew: false }]);
    await lose();
    await oldFiles();

    expect(await records.database.query(alert)).toEqual([{ count: 3, isNew: true }]);
  });

  it('tells nothing of rows that go, with their files, while it looks', async () => {
    const done = await finished();
    await publish(done, `jobs/${done}/${randomUUID()}/film.mp4`);
    storage.size = async () => {
      await records.database.execute('DELETE FROM artifacts');
      return undefined;
    };

    const { output } = await oldFiles();

    expect(output).toMatchObject({ rows: 0, examples: [] });
  });

  it('removes the packed output of a result that has expired', async () => {
    const id = await finished();
    await put(`jobs/${id}/output/items.1.json`);
    await setJob(records.database, id, { result_expires_at: new Date(0) });

    await expired(undefined);
    await oldFiles();

    expect(left()).toEqual([]);
  });

  it('spares a transcript that is not yet in its record', async () => {
    const id = await finished();
    const kept = await put(`jobs/${id}/output/transcript.1.json`);
    await setJob(records.database, id, { output: null });
    await records.database.execute(
      `INSERT INTO records (id, user_id, title, words, transcript) VALUES ($1, $2, 'A tale', '', $3)`,
      [randomUUID(), userId, JSON.stringify({ jobId: id })],
    );

    await oldFiles();

    expect(left()).toEqual([kept]);
  });

  it('forgets keys of requests, and ends of jobs that nobody has asked for, when their time is over', async () => {
    const [old, young] = [await finished(), await finished()];
    await records.database.execute(
      `INSERT INTO idempotency_keys (user_id, key, request_hash, job_id, created_at)
       VALUES ($1, 'key', 'x', $2, now() - interval '25 hours')`,
      [userId, old],
    );
    await records.database.execute(
      `INSERT INTO ended_jobs (job_id, run, status, at) VALUES
         ($1, 1, 'succeeded', now() - interval '8 days'), ($2, 1, 'succeeded', now() - interval '6 days')`,
      [old, young],
    );

    const [dry, done] = [await expired(undefined, { dryRun: true }), await expired(undefined)];

    expect([dry.output.rows, done.output.rows]).toEqual([2, 2]);
    expect(await records.database.query('SELECT job_id AS id FROM ended_jobs')).toEqual([{ id: young }]);
    expect(await records.database.query('SELECT FROM idempotency_keys')).toEqual([]);
  });

  it('removes uploads that were never entered, after an hour', async () => {
    const [old, young] = [await put(uploadKey(randomUUID()), 1), await put(uploadKey(randomUUID()), 0)];
    const handler = new CleanUpFailedUploads(sweep());

    const { output } = await runJob(maintenanceJobs.cleanupFailedUploads, handler, {}, { storage: new FakeStorage() });

    expect(output).toMatchObject({ files: 1, examples: [old] });
    expect(left()).toEqual([young]);
  });

  it('drops months of the log whose time is over, and tells what that gains; the jobs stay', async () => {
    await records.database.execute(
      `CREATE TABLE events_2001_01 PARTITION OF events FOR VALUES FROM ('2001-01-01Z') TO ('2001-02-01Z')`,
    );
    const id = await finished();
    const insert = `INSERT INTO events (job_id, seq, run, type, data, at) VALUES ($1, 2, 1, 'progress', '{}', '2001-01-09Z')`;
    await records.database.execute(insert, [id]);

    const outputs = [
      await expired(undefined),
      await expired(undefined, { dryRun: true }, 30),
      await expired(undefined, {}, 30),
    ];

    const said = outputs.map(({ output: { bytes, examples } }) => [bytes > 0, examples]);
    expect(said).toEqual([
      [false, []],
      [true, ['log events_2001_01']],
      [true, ['log events_2001_01']],
    ]);
    expect(await records.database.query('SELECT FROM jobs')).toHaveLength(1);
    expect((await expired(undefined, {}, 30)).output.examples).toEqual([]);
  });

  it('leaves a month of the log that is being read for the next time, and fails where one cannot go for another reason', async () => {
    await records.database.execute(
      `CREATE TABLE events_2001_02 PARTITION OF events FOR VALUES FROM ('2001-02-01Z') TO ('2001-03-01Z')`,
    );
    const whileRead = await records.database.transaction(async (tx) => {
      await tx.query('SELECT count(*) FROM events');
      return expired(undefined);
    });
    expect(whileRead.output.examples).toEqual([]);

    await records.database.execute('CREATE VIEW of_somebody AS SELECT * FROM events_2001_02');
    await expect(expired(undefined)).rejects.toThrow('depend');

    await records.database.execute('DROP VIEW of_somebody');
    expect((await expired(undefined)).output.examples).toEqual(['log events_2001_02']);
  });

  it('removes jobs that are older than the operator wants, with parts, events and files; and none where nothing is said', async () => {
    const [old, young] = [await finished(), await finished()];
    await setJob(records.database, old, { finished_at: new Date(Date.now() - 31 * dayMs) });
    const part = (await records.accept(userId)).id;
    await setJob(records.database, part, { parent_id: old });
    await put(`jobs/${part}/${randomUUID()}/part.json`);
    // It certifies that somebody was erased.
    const erasure = (await records.accept(userId)).id;
    await setJob(records.database, erasure, { type: 'gdpr.erase', finished_at: new Date(Date.now() - 31 * dayMs) });
    await expired(undefined);
    expect(await records.database.query('SELECT FROM jobs')).toHaveLength(4);

    const dry = await expired(30, { dryRun: true });
    const done = await expired(30);

    expect([dry.output.rows, done.output.rows, done.output.examples.length]).toEqual([2, 2, 2]);
    expect(await records.database.query('SELECT id FROM jobs ORDER BY id')).toEqual([{ id: young }, { id: erasure }]);
    expect(await records.database.query('SELECT FROM events WHERE job_id = ANY($1)', [[old, part]])).toEqual([]);
    expect(left()).toEqual([]);
  });
});
