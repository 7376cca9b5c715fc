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
  /** Rows by partition. */
  const partitions = async () =>
    Object.fromEntries(
      (
        await records.database.query<{ name: string; rows: number }>(
          'SELECT tableoid::regclass::text AS name, count(*)::int AS rows FROM events GROUP BY 1',
        )
      ).map(({ name, rows }) => [name, rows]),
    );

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

  it('keeps a partition for this month and one for the next', async () => {
    await records.events.prepareMonths(new Date('2031-12-31T23:59:59Z'));
    const { id } = await records.accept(anna);
    const insert = 'INSERT INTO events (job_id, seq, run, type, data, at) VALUES ($1, $2, 1, $3, $4, $5)';
    const times = ['2031-12-01T00:00:00Z', '2031-12-31T23:59:59.999Z', '2032-01-01T00:00:00Z', '2032-02-01T00:00:00Z'];
    for (const [index, at] of times.entries()) {
      await records.database.execute(insert, [id, index + 2, 'progress', '{"change":{}}', at]);
    }

    expect(await partitions()).toMatchObject({ events_2031_12: 2, events_2032_01: 1, events_default: 2 });
    expect(await after([[id, 1]])).toHaveLength(4);
  });

  it('moves the rows of a month that came before their partition', async () => {
    const { id } = await records.accept(anna);
    await append(event(id, 2));

    await records.events.prepareMonths();

    const counts = await partitions();
    expect(counts).toEqual({ [`events_${new Date().toISOString().slice(0, 7).replace('-', '_')}`]: 2 });
    expect(await after([[id, 0]])).toEqual([
      [id, 1],
      [id, 2],
    ]);
  });

  it('can be prepared by many at once, again and again, while events are written', async () => {
    const { id } = await records.accept(anna);
    const write = async () => {
      for (let seq = 2; seq <= 30; seq++) await append(event(id, seq));
    };

    await Promise.all([write(), records.events.prepareMonths(), records.events.prepareMonths()]);
    await records.events.prepareMonths();

    expect(await after([[id, 0]])).toHaveLength(30);
  });
});
