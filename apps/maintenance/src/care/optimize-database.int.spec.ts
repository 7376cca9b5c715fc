import { maintenanceJobs } from '@polyspool/contracts/maintenance';
import { DatabaseCare } from '@polyspool/database/database-care';
import { openTestRecords, type TestRecords } from '@polyspool/database/testing-records';
import { runJob } from '@polyspool/jobs/testing';
import { testStores } from '@polyspool/service/testing/env';
import { eventually } from '@polyspool/service/testing/eventually';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { OptimizeDatabase } from './optimize-database.js';

describe('OptimizeDatabase', () => {
  let records: TestRecords;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
  });
  afterAll(() => records.close());

  const optimize = (input = {}, signal?: AbortSignal) =>
    runJob(maintenanceJobs.optimizeDatabase, new OptimizeDatabase(records.database), input, {
      storage: new FakeStorage(),
      ...(signal && { signal }),
    });

  it('vacuums what has many dead rows, and says what it has gained', async () => {
    await records.database.execute('CREATE TABLE worn (id int, note text)');
    await records.database.execute(`INSERT INTO worn SELECT n, repeat('x', 100) FROM generate_series(1, 5000) n`);
    await records.database.execute('DELETE FROM worn WHERE id > 100');
    await eventually(async () => {
      const [row] = await records.database.query<{ dead: string }>(
        `SELECT n_dead_tup AS dead FROM pg_stat_user_tables WHERE relname = 'worn'`,
      );
      expect(Number(row?.dead)).toBeGreaterThan(4_000);
    });

    const { output } = await optimize();

    expect(output.analyzed).toContain('worn');
    const worn = output.vacuumed.find(({ table }) => table === 'worn')!;
    expect(worn.deadRows).toBeGreaterThan(4_000);
    expect(worn.bytesAfter).toBeLessThan(worn.bytesBefore / 5);
  });

  it('names indexes that are double or broken, and builds broken ones again where it is asked to', async () => {
    await records.database.execute('CREATE TABLE listed (a int, b int)');
    await records.database.execute('CREATE INDEX listed_a ON listed (a)');
    await records.database.execute('CREATE INDEX listed_a_too ON listed (a)');
    await records.database.execute('CREATE INDEX listed_b ON listed (b)');
    await records.database.execute(`UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'listed_b'::regclass`);

    const { output } = await optimize({ reindex: true });
    const again = await optimize();

    expect(output.indexes.map(({ index, fault }) => [index, fault])).toEqual([
      ['listed_a_too', 'duplicate'],
      ['listed_b', 'invalid'],
    ]);
    expect(output.reindexed).toEqual(['listed_b']);
    expect(again.output.indexes.map(({ index }) => index)).toEqual(['listed_a_too']);
  });

  it('removes what a rebuilding that broke off has left: the index itself still serves', async () => {
    await records.database.execute('CREATE UNIQUE INDEX listed_ab ON listed (a, b)');
    await records.database.execute('CREATE UNIQUE INDEX listed_ab_ccnew ON listed (a, b)');
    await records.database.execute(
      `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'listed_ab_ccnew'::regclass`,
    );

    const { output } = await optimize({ reindex: true });

    expect(output.indexes).toContainEqual(expect.objectContaining({ index: 'listed_ab_ccnew', fault: 'invalid' }));
    const left = await records.database.query(`SELECT FROM pg_class WHERE relname LIKE 'listed_ab%'`);
    expect(left).toHaveLength(1);
  });

  it('does not run twice at once', async () => {
    const { url } = records.database;
    await DatabaseCare.take(url, new AbortController().signal, async () => {
      await expect(optimize()).rejects.toMatchObject({ code: 'maintenance.running' });
    });
  });

  it('ends a statement that runs when it is cancelled', async () => {
    const stop = new AbortController();
    const { url } = records.database;
    const waiting = DatabaseCare.take(url, stop.signal, async (care) => {
      await records.database.transaction(async (tx) => {
        await tx.execute('LOCK TABLE listed IN ACCESS EXCLUSIVE MODE');
        const analyzed = care.analyze('listed');
        stop.abort();
        await expect(analyzed).rejects.toThrow('canceling statement');
      });
    });

    await waiting;
  });
});
