import { testStores } from '@polyspool/service/testing/env';
import { v7 } from 'uuid';
import { Effects } from './effects.js';
import { markEffect } from './mark-effect.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

describe('the effect ledger', () => {
  let records: TestRecords;
  let effects: Effects;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    effects = new Effects(records.database);
  });
  afterAll(() => records.close());
  beforeEach(() => records.database.execute('TRUNCATE effects, debug_effects'));

  const jobId = v7();
  const effect = { key: 'mail 1', kind: 'mail', jobId };
  const mark = () => effects.once(effect, (tx) => markEffect(tx, effect.key, jobId));
  const marks = async () =>
    (await records.database.query<{ n: number }>('SELECT count(*)::int AS n FROM debug_effects'))[0]!.n;

  it('lets one of many at once perform it', async () => {
    const performed = await Promise.all(Array.from({ length: 20 }, mark));

    expect(performed.filter(Boolean)).toHaveLength(1);
    expect(await marks()).toBe(1);
  });

  it('performs it again after it has failed, with nothing left of the failure', async () => {
    const failing = effects.once(effect, async (tx) => {
      await markEffect(tx, effect.key, jobId);
      throw new Error('No answer');
    });
    await expect(failing).rejects.toThrow('No answer');
    expect(await marks()).toBe(0);

    expect(await mark()).toBe(true);
    expect(await marks()).toBe(1);
  });

  it('leaves a failing first one to the second, which waited', async () => {
    let fail: (error: Error) => void = () => undefined;
    const begun = Promise.withResolvers<void>();
    const first = effects.once(effect, () => {
      begun.resolve();
      return new Promise((_resolve, reject) => (fail = reject));
    });
    await begun.promise;
    const second = mark();
    fail(new Error('No answer'));

    await expect(first).rejects.toThrow('No answer');
    expect(await second).toBe(true);
    expect(await marks()).toBe(1);
  });
});
