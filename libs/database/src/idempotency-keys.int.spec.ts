import { testStores } from '@polyspool/service/testing/env';
import { v7 } from 'uuid';
import { IdempotencyKeys } from './idempotency-keys.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

describe('idempotency keys', () => {
  let records: TestRecords;
  let anna: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    anna = await records.addUser();
  });

  const request = { key: 'order 1', hash: 'body' };
  const submit = (userId = anna, asked = request, maxOpenJobs = 1_000) =>
    records.jobs.accept({ id: v7(), userId, type: 'video.process', queue: 'video', input: {} }, maxOpenJobs, asked);
  const count = async (table: string) =>
    (await records.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;
  const letPass = (hours: number) =>
    records.database.execute(`UPDATE idempotency_keys SET created_at = created_at - $1 * interval '1 hour'`, [hours]);

  it('make one job of many requests at once', async () => {
    const jobs = await Promise.all(Array.from({ length: 100 }, () => submit()));

    expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
    expect([await count('jobs'), await count('outbox')]).toEqual([1, 1]);
  });

  it('refuse another body', async () => {
    await submit();

    await expect(submit(anna, { key: 'order 1', hash: 'other' })).rejects.toMatchObject({
      code: 'idempotency.mismatch',
    });
    expect(await count('jobs')).toBe(1);
  });

  it('belong to one user', async () => {
    const [mine, theirs] = [await submit(), await submit(await records.addUser())];

    expect(mine.id).not.toBe(theirs.id);
  });

  it('still answer the job when the user may open no more', async () => {
    const first = await submit();

    expect(await submit(anna, request, 1)).toMatchObject({ id: first.id });
    await expect(submit(anna, { key: 'order 2', hash: 'body' }, 1)).rejects.toMatchObject({ code: 'quota.jobs' });
    expect(await count('idempotency_keys')).toBe(1);
  });

  it('mean nothing any more after a day, swept or not', async () => {
    const first = await submit();
    await letPass(24);
    const second = await submit(anna, { key: 'order 1', hash: 'other' });

    expect(second.id).not.toBe(first.id);
    await letPass(23);
    expect(await submit(anna, { key: 'order 1', hash: 'other' })).toMatchObject({ id: second.id });
  });

  it('are swept after a day', async () => {
    const keys = new IdempotencyKeys(records.database);
    await submit();
    await letPass(23);
    expect(await keys.sweep()).toBe(0);
    await letPass(1);

    expect(await keys.sweep()).toBe(1);
  });
});
