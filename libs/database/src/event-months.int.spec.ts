import { testStores } from '@polyspool/service/testing/env';
import { EventMonths } from './event-months.js';
import { withSession } from './session.js';
import { openTestRecords, setJob, type TestRecords } from './testing-records.js';

const name = (moment: Date) => `events_${moment.toISOString().slice(0, 7).replace('-', '_')}`;

describe('the months of the event log', () => {
  let records: TestRecords;
  let months: EventMonths;
  let anna: string;
  beforeEach(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    months = new EventMonths(records.database);
    anna = await records.addUser();
  });
  afterEach(() => records.close());

  const insert = (id: string, seq: number, at: string) =>
    records.database.execute(
      `INSERT INTO events (job_id, seq, run, type, data, at) VALUES ($1, $2, 1, 'progress', '{"change":{}}', $3)`,
      [id, seq, at],
    );
  /** Rows by partition. */
  const partitions = async () => {
    const rows = await records.database.query<{ name: string; rows: number }>(
      'SELECT tableoid::regclass::text AS name, count(*)::int AS rows FROM events GROUP BY 1',
    );
    return Object.fromEntries(rows.map(({ name, rows }) => [name, rows]));
  };
  const replayed = async (id: string) => (await records.events.after(new Map([[id, 0]]))).map(({ event }) => event.seq);
  const atDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000);

  it('are there three months before they begin, each to its last moment', async () => {
    await months.prepare(new Date('2031-09-30T23:59:59Z'));
    const { id } = await records.accept(anna);
    const times = ['2031-12-01T00:00:00Z', '2031-12-31T23:59:59.999999Z', '2032-01-01T00:00:00Z'];
    for (const [index, at] of times.entries()) await insert(id, index + 2, at);

    expect(await partitions()).toEqual({ events_2031_12: 2, events_default: 2 });
    expect(await months.strayEvents()).toBe(2);
    expect(await replayed(id)).toEqual([1, 2, 3, 4]);
  });

  it('takes what came before its month as it lies: the default partition becomes that month', async () => {
    const { id } = await records.accept(anna);
    const file = 'SELECT pg_relation_filenode($1) AS node';
    const before = await records.database.query(file, ['events_default']);

    const made = await months.prepare();

    expect([made.length, await months.strayEvents()]).toEqual([4, 0]);
    expect(await partitions()).toEqual({ [name(new Date())]: 1 });
    expect(await records.database.query(file, [name(new Date())])).toEqual(before);
    expect(await replayed(id)).toEqual([1]);
    expect(await months.prepare()).toEqual([]);
  });

  it('takes what has come in months of which nobody made any as one, and goes on by month', async () => {
    const { id } = await records.accept(anna);
    await months.prepare();
    const times = ['2031-01-31T12:00:00Z', '2031-02-01T12:00:00Z', '2031-04-02Z'];
    for (const [index, at] of times.entries()) await insert(id, index + 2, at);

    const made = await months.prepare(new Date('2031-04-20'));

    expect(made).toEqual(['events_2031_01', 'events_2031_05', 'events_2031_06', 'events_2031_07']);
    expect(await partitions()).toEqual({ [name(new Date())]: 1, events_2031_01: 3 });
    expect(await replayed(id)).toEqual([1, 2, 3, 4]);
    expect((await months.over(1, new Date('2031-05-03'))).map((month) => month.name)).toContain('events_2031_01');
    expect((await months.over(1, new Date('2031-04-30'))).map((month) => month.name)).not.toContain('events_2031_01');
  });

  it('moves what a clock that was wrong has laid on both sides of months that are there', async () => {
    const { id } = await records.accept(anna);
    await months.prepare();
    for (const [index, at] of ['2001-01-31T12:00:00Z', '2038-01-01Z'].entries()) await insert(id, index + 2, at);

    const made = await months.prepare();

    expect(made).toEqual(['events_2001_01', 'events_2038_01']);
    expect(await partitions()).toEqual({ [name(new Date())]: 1, events_2001_01: 1, events_2038_01: 1 });
  });

  it('can be prepared by many replicas at once while events are written', async () => {
    const { id } = await records.accept(anna);
    const write = async () => {
      for (let seq = 2; seq <= 60; seq++) {
        const event = { jobId: id, seq, run: 1, type: 'progress', change: {} };
        await records.database.transaction((tx) => records.events.append(tx, [event]));
      }
    };

    const [, ...made] = await Promise.all([write(), ...Array.from({ length: 3 }, () => months.prepare())]);
    await months.prepare();

    expect(made.flat().sort()).toEqual([...new Set(made.flat())].sort());
    expect(await partitions()).toEqual({ [name(new Date())]: 60 });
    expect(await replayed(id)).toHaveLength(60);
  });

  it('keeps nobody from writing while a backup reads the log: a month that cannot come or go now comes or goes later', async () => {
    await months.prepare(new Date('2031-01-01'));
    const reader = { url: records.url, name: 'a backup' };
    const [january, later] = [{ name: 'events_2031_01', bytes: 0 }, new Date('2032-01-01')];

    const tried = await withSession(reader, (session) =>
      session.atOneMoment(async () => {
        await session.query('SELECT count(*) FROM events');
        const outcomes = Promise.allSettled([months.prepare(), months.drop(january, undefined, later)]);
        await records.accept(anna);
        return outcomes;
      }),
    );

    expect(tried.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await months.prepare()).toContain(name(new Date()));
    expect(await months.drop(january, undefined, later)).toBe(true);
  });

  it('stays when an event has come into it since it was found empty', async () => {
    await months.prepare(new Date('2001-01-15'));
    const { id } = await records.accept(anna);
    const [january] = await months.over(undefined);
    await insert(id, 2, '2001-01-20Z');

    expect([january?.name, await months.drop(january!, undefined)]).toEqual(['events_2001_01', false]);

    expect((await partitions())['events_2001_01']).toBe(1);
    expect(await months.drop(january!, 30)).toBe(true);
    expect(await months.drop(january!, 30)).toBe(false); // another replica was quicker
  });

  it('waits for an event that is just being written into it, and then stays', async () => {
    await months.prepare(new Date('2001-01-15'));
    const { id } = await records.accept(anna);
    const [january] = await months.over(undefined);
    const tried = await records.database.transaction(async (tx) => {
      await tx.execute(
        `INSERT INTO events (job_id, seq, run, type, data, at) VALUES ($1, 2, 1, 'progress', '{}', '2001-01-20Z')`,
        [id],
      );
      return Promise.allSettled([months.drop(january!, undefined)]);
    });

    expect(tried).toMatchObject([{ status: 'rejected', reason: { code: '55P03' } }]);
    expect(await months.drop(january!, undefined)).toBe(false);
    expect((await partitions())['events_2001_01']).toBe(1);
  });

  it('is made beside a table that was detached and has its name, and leaves that alone', async () => {
    await months.prepare(new Date('2031-01-15'));
    for (const each of ['events_2031_02', 'events_2031_03'])
      await records.database.execute(`ALTER TABLE events DETACH PARTITION ${each}`);
    const { id } = await records.accept(anna);
    await insert(id, 2, '2031-02-20Z');

    const made = await months.prepare(new Date('2031-01-15'));

    expect(made).toEqual(expect.arrayContaining(['events_2031_02_2', 'events_2031_03_2']));
    expect((await partitions())['events_2031_02_2']).toBe(1);
    expect(await months.prepare(new Date('2031-01-15'))).toEqual([]);
    expect(await months.drop({ name: 'events_2031_03', bytes: 0 }, 1, new Date('2032-01-01'))).toBe(false);
    expect(await records.database.query('SELECT FROM events_2031_03')).toEqual([]);
  });

  it('goes as a whole when its time is over, but not before a job that began in it has ended', async () => {
    const [old, young] = [await records.accept(anna), await records.accept(anna)];
    await months.prepare(new Date('2001-01-15'));
    for (const id of [old.id, young.id]) await insert(id, 2, '2001-01-20Z');
    await insert(old.id, 3, '2001-02-20Z');
    await setJob(records.database, old.id, { started_at: '2001-02-10Z' });
    const over = async (days?: number) => (await months.over(days)).map((month) => month.name);

    expect(await over()).toEqual(['events_2001_03', 'events_2001_04']); // empty
    expect(await over(30)).toEqual(['events_2001_01', 'events_2001_03', 'events_2001_04']);
    expect(await over(365 * 2_000)).toEqual(['events_2001_03', 'events_2001_04']);
    await setJob(records.database, old.id, { finished_at: new Date() });
    for (const month of await months.over(30)) await months.drop(month, 30);

    expect(await over(30)).toEqual([]);
    expect(await partitions()).toEqual({ [name(new Date())]: 2 });
    expect((await records.jobs.snapshot(old.id, anna))?.job.id).toBe(old.id);
  });

  it('never goes while it lasts, nor in the day after, nor before it has begun', async () => {
    await months.prepare(new Date('2031-03-01'));

    expect(await months.over(1, new Date('2031-04-01T12:00Z'))).toEqual([]);
    expect((await months.over(1, new Date('2031-04-02T12:00Z'))).map((month) => month.name)).toEqual([
      'events_2031_03',
    ]);
  });

  it('is not read for jobs that were made after it', async () => {
    for (let year = 2001; year < 2007; year++) await months.prepare(new Date(`${year}-01-01`));
    await months.prepare();
    const { id } = await records.accept(anna);
    const read = async (sql: string, values: unknown[]) => {
      const rows = await records.database.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${sql}`,
        values,
      );
      const nodes = rows.map((row) => row['QUERY PLAN']).filter((line) => / on events_/.test(line));
      return nodes.filter((line) => !line.includes('never executed')).map((line) => / on (events_\w+)/.exec(line)![1]);
    };
    const statements: [string, unknown[]][] = [];
    const spying = Object.assign(Object.create(records.database) as typeof records.database, {
      query: (sql: string, values: unknown[]) => (statements.push([sql, values]), Promise.resolve([])),
    });
    const log = new (records.events.constructor as typeof import('./event-log.js').EventLog)(spying);

    await log.after(new Map([[id, 0]]));
    await log.numbersAt(atDays(1), { jobId: id }, 10);
    await log.said(id, { after: 0, limit: 10 });

    expect(statements).toHaveLength(3);
    for (const [sql, values] of statements) {
      const partitionsRead = await read(sql, values);
      expect(partitionsRead).toContain(name(new Date()));
      expect(partitionsRead.filter((one) => one!.startsWith('events_200'))).toEqual([]);
    }
  });
});
