import { testStores } from '@polyspool/service/testing/env';
import pg from 'pg';
import { dataSource } from './data-source.js';
import { migrate } from './migrate.js';
import { requireSchema } from './require-schema.js';
import { makeTestDatabase } from './testing-database.js';

describe('the schema of a database in use', () => {
  let made: Awaited<ReturnType<typeof makeTestDatabase>>;
  let other: pg.Client;
  beforeEach(async () => {
    made = await makeTestDatabase(testStores().TEST_DATABASE_URL);
    other = new pg.Client({ connectionString: made.url });
    await other.connect();
  });
  afterEach(async () => {
    await other.end();
    await made.drop();
  });

  const last = dataSource('postgres://localhost/none').options.migrations as { name: string }[];
  const require = async () => {
    const source = await dataSource(made.url, 1).initialize();
    await requireSchema(source).finally(() => source.destroy());
  };
  const takeLastBack = async () => {
    const source = await dataSource(made.url, 1).initialize();
    await source.undoLastMigration();
    await source.destroy();
  };

  it('is brought up once; a second time there is nothing to do', async () => {
    await takeLastBack();

    expect(await migrate(made.url)).toHaveLength(1);
    expect(await migrate(made.url)).toEqual([]);
  });

  it('is waited for where another transaction holds a table, without holding up others', async () => {
    await takeLastBack();
    await other.query('BEGIN');
    await other.query('LOCK TABLE users IN ACCESS EXCLUSIVE MODE');

    const migrating = migrate(made.url, { lockTimeoutMs: 20, pauseMs: 20, tries: 1_000 });
    await other.query('SELECT pg_sleep(0.2)');
    await other.query('ROLLBACK');

    expect(await migrating).toHaveLength(1);
  });

  it('is told to be locked when that does not end', async () => {
    await takeLastBack();
    await other.query('BEGIN');
    await other.query('LOCK TABLE users, migrations IN ACCESS EXCLUSIVE MODE');

    await expect(migrate(made.url, { lockTimeoutMs: 20, pauseMs: 1, tries: 2 })).rejects.toThrow('lock timeout');
  });

  it('serves code that knows all of it, and code that does not know its newest', async () => {
    await require();
    await other.query('ALTER TABLE jobs ADD COLUMN of_the_next_version text');
    await other.query(`INSERT INTO migrations (timestamp, name) VALUES (1, 'OfTheNextVersion1')`);

    await require();
  });

  it('does not serve code that is ahead of it', async () => {
    await takeLastBack();

    await expect(require()).rejects.toThrow(/older than this version.*Missing: \w+\d+/);
    await other.query('DROP TABLE migrations');
    await expect(require()).rejects.toThrow(last.at(-1)!.name);
  });
});
