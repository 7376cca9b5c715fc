import { testStores } from '@polyspool/service/testing/env';
import { nobodysTables, personalTables } from './personal-rows.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

describe('the list of personal tables', () => {
  let records: TestRecords;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
  });
  afterAll(() => records.close());

  const listed = new Set(personalTables.map(({ table }) => table));
  const names = async (sql: string) => (await records.database.query<{ name: string }>(sql)).map(({ name }) => name);

  it('has every table from which foreign keys lead to people', async () => {
    const leading = await names(`
      WITH RECURSIVE links AS (
        SELECT conrelid AS child, confrelid AS parent FROM pg_constraint
        WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid <> confrelid
      ), found AS (
        SELECT 'users'::regclass::oid AS id UNION SELECT child FROM links JOIN found ON found.id = links.parent
      ) SELECT id::regclass::text AS name FROM found ORDER BY 1`);

    expect(leading).toEqual(expect.arrayContaining(['users', 'jobs', 'artifacts', 'project_assets']));
    expect(leading.filter((name) => !listed.has(name))).toEqual([]);
  });

  it('has every table that names somebody, or something of theirs, without a foreign key', async () => {
    const naming = await names(`
      SELECT DISTINCT c.table_name AS name FROM information_schema.columns c
      JOIN pg_class ON pg_class.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
      WHERE c.table_schema = 'public' AND pg_class.relkind IN ('r', 'p') AND NOT pg_class.relispartition
        AND c.column_name ~ '(user|owner|actor|person|member|recipient|job|upload|record|artifact|webhook)_id$'
      ORDER BY 1`);

    expect(naming).toEqual(expect.arrayContaining(['events', 'outbox', 'schedules']));
    expect(naming.filter((name) => !listed.has(name) && !(name in nobodysTables))).toEqual([]);
  });

  it('tells the same owner both ways, and only tables and columns that there are', async () => {
    const owner = await records.addUser();
    const other = await records.addUser();
    await records.accept(owner);
    await records.accept(other);
    await records.database.execute(
      `INSERT INTO events (job_id, seq, run, type, data) SELECT id, 9, 1, 'test', '{}' FROM jobs`,
    );

    for (const { table, owner: ownerOf, of } of personalTables) {
      const [by] = await records.database.query<{ one: number; other: number }>(
        `SELECT (SELECT count(*)::int FROM ${table} r WHERE ${of}) AS one,
           (SELECT count(*)::int FROM ${table} r WHERE ${ownerOf} = $1) AS other`,
        [owner],
      );
      expect([table, by?.one]).toEqual([table, by?.other]);
    }
  });
});
