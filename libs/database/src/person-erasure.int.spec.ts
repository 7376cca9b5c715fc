import { testStores } from '@polyspool/service/testing/env';
import { randomUUID } from 'node:crypto';
import { PersonErasure } from './person-erasure.js';
import { PersonThings } from './person-things.js';
import { searchDatabase } from './search-database.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

describe('taking somebody out of the database', () => {
  let records: TestRecords;
  let erasure: PersonErasure;
  let things: PersonThings;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    erasure = new PersonErasure(records.database);
    things = new PersonThings(records.database);
  });
  afterAll(() => records.close());

  const left = async (userId: string) => (await things.counts(userId)).filter(({ rows }) => rows > 0);

  it('removes more than fits into one batch, parts and what only their ids lead to included, and nothing of others', async () => {
    const [anna, ben] = [await records.addUser(), await records.addUser()];
    for (const userId of [anna, ben]) {
      const { id } = await records.accept(userId);
      await records.database.execute(
        `INSERT INTO jobs (id, user_id, parent_id, child_index, type, queue, input)
         SELECT gen_random_uuid(), $1, $2, n, 'video.processChunk', 'video', '{}' FROM generate_series(1, 230) n`,
        [userId, id],
      );
    }
    await records.database.execute(
      `INSERT INTO events (job_id, seq, run, type, data)
       SELECT id, n, 1, 'test', '{}' FROM jobs, generate_series(2, 4) n WHERE parent_id IS NOT NULL`,
    );
    await records.database.execute(`INSERT INTO effects (key, kind, job_id) SELECT id, 'test', id FROM jobs`);
    const bens = await left(ben);
    const [annas] = (await things.counts(anna)).filter(({ table }) => table === 'events');
    expect(annas?.rows).toBeGreaterThanOrEqual(690);

    const rows = await erasure.removeRows(anna);

    expect(rows).toBeGreaterThan(690 + 231 + 231);
    expect(await left(anna)).toEqual([{ table: 'users', rows: 1 }]);
    const [orphans] = await records.database.query<{ count: number }>(
      'SELECT count(*)::int FROM events WHERE job_id NOT IN (SELECT id FROM jobs)',
    );
    expect([orphans?.count, await left(ben)]).toEqual([0, bens]);
    expect(await erasure.finish(anna, 'gdpr.erase')).toBe(true);
    expect(await things.find(anna)).toBeUndefined();
  });

  it('is not finished while something of theirs is there', async () => {
    const anna = await records.addUser();
    await erasure.removeRows(anna);
    await records.accept(anna);

    expect([await erasure.finish(anna, 'gdpr.erase'), (await things.find(anna))?.id]).toEqual([false, anna]);
  });

  it('finds a text wherever it stands, in upper and lower case, but where it may stand', async () => {
    const { id } = await records.accept(await records.addUser(), { input: { said: ['"Hush", said Dora'] } });
    const needle = randomUUID();
    await records.database.execute(`UPDATE jobs SET message = $2, error = $3 WHERE id = $1`, [
      id,
      `About ${needle.toUpperCase()}`,
      { code: 'internal', detail: needle },
    ]);

    const found = async (...needles: string[]) =>
      (await searchDatabase(records.database, needles)).findings.map(({ table, column }) => `${table}.${column}`);

    expect(await found('"hush", SAID dora')).toContain('jobs.input');
    expect(await found(needle)).toEqual(['jobs.message', 'jobs.error']);
    expect(await found(id)).toEqual(expect.arrayContaining(['jobs.id', 'outbox.job_id', 'events.job_id']));
    const excepted = await searchDatabase(records.database, [needle], [{ table: 'jobs', rows: `r.id = '${id}'` }]);
    expect(excepted.findings).toEqual([]);
  });
});
