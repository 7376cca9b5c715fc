import { testStores } from '@polyspool/service/testing/env';
import type { DataSource } from 'typeorm';
import { dataSource } from './data-source.js';
import { makeTestDatabase } from './testing-database.js';

describe('the schema', () => {
  let source: DataSource;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const made = await makeTestDatabase(testStores().TEST_DATABASE_URL);
    drop = made.drop;
    source = await dataSource(made.url, 2).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await drop();
  });

  /** What TypeORM would still have to do to the tables of its entities. */
  const missing = async () => (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);
  const tables = async () =>
    (
      await source.query<{ name: string }[]>(
        `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
      )
    ).map(({ name }) => name);

  it('that migrations make is the one that the entities describe', async () => {
    expect(await missing()).toEqual([]);
  });

  it('can be taken back, step by step, and made again', async () => {
    const before = await tables();
    while ((await source.query<unknown[]>('SELECT 1 FROM migrations')).length) await source.undoLastMigration();
    expect(await tables()).toEqual(['migrations']);

    await source.runMigrations();

    expect(await tables()).toEqual(before);
    expect(await missing()).toEqual([]);
  });
});
