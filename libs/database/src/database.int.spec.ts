import { ownPackage } from '@polyspool/service/own-package';
import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { openTestRecords, type TestRecords } from './testing-records.js';

describe('the database', () => {
  let records: TestRecords;
  beforeEach(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
  });
  afterEach(() => records.close());
  const names = async () =>
    (await records.database.query<{ name: string }>('SELECT name FROM users ORDER BY name')).map(({ name }) => name);
  const insert = `INSERT INTO users (id, name, role) VALUES (gen_random_uuid(), $1, 'user')`;

  it('answers rows, and how many a statement has changed', async () => {
    expect(await records.database.execute(insert, ['Anna'])).toBe(1);
    expect(await records.database.execute(`UPDATE users SET role = 'admin' WHERE name = 'nobody'`)).toBe(0);
    expect(await records.database.query('SELECT $1::int AS one', [1])).toEqual([{ one: 1 }]);
  });

  it('says to Postgres which service asks', async () => {
    const asked = await records.database.query(`SELECT current_setting('application_name') AS "by"`);

    expect(asked).toEqual([{ by: `polyspool ${ownPackage().name}` }]);
  });

  it('keeps nothing of a transaction that failed', async () => {
    const failed = records.database.transaction(async (tx) => {
      await tx.execute(insert, ['Anna']);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    const refused = records.database.transaction(async (tx) => {
      await tx.execute(insert, ['Ben']);
      await tx.execute('SELECT 1 / 0');
    });
    await expect(refused).rejects.toThrow('division by zero');

    expect(await names()).toEqual([]);
    await records.database.transaction((tx) => tx.execute(insert, ['Carla']));
    expect(await names()).toEqual(['Carla']);
  });

  it('says of a text with a zero character that it is not input', async () => {
    const asked = records.database.query('SELECT FROM users WHERE name = $1', ['Anna\0']);

    await expect(asked).rejects.toMatchObject({ code: 'input.invalid', status: 400 });
  });

  it('works on after all its connections were cut, idle and busy ones', async () => {
    const busy = [1, 2, 3].map(() => records.database.query('SELECT pg_sleep(60)'));
    let isOver = false;
    const ended = Promise.allSettled(busy).finally(() => (isOver = true));
    const inTransaction = records.database.transaction(async (tx) => {
      await tx.execute(insert, ['Anna']);
      while (!isOver) await records.cut(); // some may only be about to connect
      await tx.execute(insert, ['Ben']);
    });

    await expect(inTransaction).rejects.toThrow();
    expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);

    await eventually(() => records.database.check());
    expect(await names()).toEqual([]);
  });

  it('takes its locks from a process that is frozen in the middle of a transaction', async () => {
    const thaw = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const frozen = records.database.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(1)');
      locked.resolve();
      await thaw.promise;
      await tx.execute(insert, ['Anna']);
    });
    await locked.promise;

    await records.database.transaction((tx) => tx.query('SELECT pg_advisory_xact_lock(1)'));
    thaw.resolve();

    await expect(frozen).rejects.toMatchObject({ code: 'service.unavailable' });
    expect(await names()).toEqual([]);
  }, 15_000);

  it('does not leak connections, however transactions end', async () => {
    for (let round = 0; round < 30; round++) {
      await records.database.transaction(() => Promise.reject(new Error('no'))).catch(() => undefined);
    }

    const answers = await Promise.all(Array.from({ length: 30 }, () => records.database.query('SELECT 1')));

    expect(answers).toHaveLength(30);
  });
});
