import { testStores } from '@polyspool/service/testing/env';
import type { NewEvent } from './event-log.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

describe('the event log', () => {
  let records: TestRecords;
  let anna: string;
  beforeEach(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    anna = await records.addUser();
  });
  afterEach(() => records.close());

  const append = (...events: NewEvent[]) => records.database.transaction((tx) => records.events.append(tx, events));
  const event = (jobId: string, seq: number, more: Partial<NewEvent> = {}): NewEvent => ({
    jobId,
    seq,
    run: 1,
    type: 'progress',
    change: { percent: seq },
    ...more,
  });
  const after = async (known: [string, number][]) =>
    (await records.events.after(new Map(known))).map(({ event: { jobId, seq } }) => [jobId, seq]);

  it('answers for many jobs at once what came after a number of each', async () => {
    const [a, b, c] = await Promise.all([records.accept(anna), records.accept(anna), records.accept(anna)]);
    await append(event(a.id, 2), event(b.id, 2), event(b.id, 3), event(a.id, 3), event(c.id, 2));

    const told = await after([
      [a.id, 2],
      [b.id, 0],
      ['018f0000-0000-7000-8000-000000000000', 0],
    ]);

    expect(told.filter(([id]) => id === a.id)).toEqual([[a.id, 3]]);
    expect(told.filter(([id]) => id === b.id)).toEqual([
      [b.id, 1],
      [b.id, 2],
      [b.id, 3],
    ]);
    expect(told).toHaveLength(4);
    expect(await after([])).toEqual([]);
  });

  it('answers all that came of children whom the caller does not name', async () => {
    const [parent, known, unknown] = await Promise.all([1, 2, 3].map(() => records.accept(anna)));
    await records.database.execute('UPDATE jobs SET parent_id = $1 WHERE id = ANY($2)', [
      parent!.id,
      [known!.id, unknown!.id],
    ]);
    await append(event(known!.id, 2), event(unknown!.id, 2));

    const told = await records.events.after(new Map([[known!.id, 1]]), [parent!.id]);

    expect(told.map(({ event: { jobId, seq } }) => [jobId, seq])).toEqual([
      [known!.id, 2],
      [unknown!.id, 1],
      [unknown!.id, 2],
    ]);
  });

  it('tells what was told, to whom it belongs', async () => {
    const { id } = await records.accept(anna);
    await append(
      event(id, 2, { change: { percent: 5, step: 'audio' }, log: ['one', 'two'] }),
      event(id, 3, { log: [] }),
    );

    const told = await records.events.after(new Map([[id, 1]]));

    expect(told).toMatchObject([
      {
        userId: anna,
        event: {
          jobId: id,
          seq: 2,
          run: 1,
          type: 'progress',
          change: { percent: 5, step: 'audio' },
          log: ['one', 'two'],
        },
      },
      { userId: anna, event: { jobId: id, seq: 3 } },
    ]);
    expect(told[1]?.event.log).toBeUndefined();
  });

  it('takes text that Postgres could not hold as it is', async () => {
    const { id } = await records.accept(anna);
    await append(event(id, 2, { change: { message: 'a\0b' }, log: ['\ud83d', '\\u0000'] }));

    const [told] = await records.events.after(new Map([[id, 1]]));

    expect(told?.event.change.message).toBe('a\uFFFDb');
    expect(told?.event.log).toEqual(['\uFFFD', '\\u0000']);
  });

  it('stands with a transaction or falls with it', async () => {
    const { id } = await records.accept(anna);
    const failed = records.database.transaction(async (tx) => {
      await records.events.append(tx, [event(id, 2)]);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');

    expect(await after([[id, 0]])).toEqual([[id, 1]]);
  });
});
