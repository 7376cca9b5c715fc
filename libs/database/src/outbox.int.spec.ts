import type { Priority } from '@polyspool/contracts/job-status';
import { testStores } from '@polyspool/service/testing/env';
import { OpenJobs } from './open-jobs.js';
import { Outbox } from './outbox.js';
import { openTestRecords, setJob, type TestRecords } from './testing-records.js';

describe('the outbox', () => {
  let records: TestRecords;
  let outbox: Outbox;
  let anna: string;
  let ben: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    outbox = new Outbox(records.database);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    [anna, ben] = [await records.addUser(), await records.addUser()];
  });

  const accept = async (userId: string, count: number, more: { priority?: Priority; runAt?: Date } = {}) => {
    const ids: string[] = [];
    for (let made = 0; made < count; made++) ids.push((await records.accept(userId, more)).id);
    return ids;
  };
  /** Ids in the order in which they were put. */
  const fill = async (windowSize: number) => {
    const put: string[] = [];
    while (await outbox.fill('video', windowSize, async (jobs) => void put.push(...jobs.map(({ id }) => id))));
    return put;
  };
  const letWait = (id: string, interval: string) =>
    records.database.execute(`UPDATE outbox SET turn_at = turn_at - $2::interval WHERE job_id = $1`, [id, interval]);
  /** Ids that would be put next. */
  const claimable = async (windowSize: number) => {
    const put: string[] = [];
    const refused = outbox.fill('video', windowSize, async (jobs) => {
      put.push(...jobs.map(({ id }) => id));
      throw new Error('Not now');
    });
    await expect(refused).rejects.toThrow('Not now');
    return put;
  };
  const waiting = async () => (await records.database.query('SELECT 1 FROM outbox')).length;

  it('lets the more urgent go first, then the earlier', async () => {
    const usual = await accept(anna, 2);
    const idle = await accept(anna, 1, { priority: 'low' });
    const urgent = await accept(anna, 2, { priority: 'urgent' });

    expect(await fill(100)).toEqual([...urgent, ...usual, ...idle]);
  });

  it('shares fairly between users', async () => {
    const many = await accept(anna, 6);
    const few = await accept(ben, 2);

    const order = await fill(4);

    expect(new Set(order)).toEqual(new Set([many[0], many[1], few[0], few[1]]));
  });

  it('counts what a user already has in Redis', async () => {
    await accept(anna, 5);
    await fill(3);
    const few = await accept(ben, 3);

    const order = [await fill(4), await fill(5), await fill(6)].flat();

    expect(order).toEqual(few);
  });

  it('lets waiting make up for priority, two hours a step', async () => {
    const [old] = await accept(anna, 1, { priority: 'low' });
    const [fresh] = await accept(ben, 1);
    await letWait(old!, '119 minutes');
    expect(await claimable(1)).toEqual([fresh]);
    await letWait(old!, '2 minutes');

    expect(await fill(1)).toEqual([old]);
    expect(await fill(2)).toEqual([fresh]);
  });

  it('gives no head start for a time that lies in the past', async () => {
    const [first] = await accept(anna, 1);
    await accept(anna, 1, { runAt: new Date(0) });

    expect(await fill(1)).toEqual([first]);
  });

  it('puts a job that Redis has lost before those that came after it', async () => {
    const [lost] = await accept(anna, 1);
    await fill(1);
    await accept(anna, 3);
    const open = new OpenJobs(records.database);
    await open.putAgain(await open.of('video'));

    expect(await fill(1)).toEqual([lost]);
  });

  it('puts nothing while its queue is paused', async () => {
    const ids = await accept(anna, 2);
    await records.database.execute(`INSERT INTO queue_controls (queue, state) VALUES ('video', 'paused')`);
    expect(await fill(10)).toEqual([]);
    await records.database.execute(`DELETE FROM queue_controls`);

    expect(await fill(10)).toEqual(ids);
  });

  it('never has more than the window in Redis, though two fill at once', async () => {
    await accept(anna, 30);

    const put = (await Promise.all([fill(10), fill(10), fill(10)])).flat();

    expect(put).toHaveLength(10);
    expect(new Set(put).size).toBe(10);
    expect(await waiting()).toBe(20);
  });

  it('makes room when jobs are put off, but not without end', async () => {
    const [putOff, rest] = [await accept(anna, 4), await accept(anna, 40)];
    expect(await fill(4)).toEqual(putOff);
    const [bens] = await accept(ben, 1, { priority: 'urgent' });
    const wait = { status: 'retrying', wait_reason: 'backoff', wait_until: new Date(Date.now() + 60_000) };
    for (const id of putOff) await setJob(records.database, id, wait);

    expect(await fill(4)).toEqual([bens, ...rest.slice(0, 3)]);

    const allIn = async () =>
      records.database.execute(`UPDATE jobs SET wait_reason = 'backoff' WHERE dispatched_at IS NOT NULL`);
    for (let round = 0; round < 12; round++) {
      await allIn();
      await fill(4);
    }
    expect(await waiting()).toBe(45 - 40);
  });

  it('makes room when a job ends, and keeps the windows of queues apart', async () => {
    await accept(anna, 3);
    const other = await records.accept(anna, { queue: 'pdf' });
    const [first] = await fill(2);
    expect(await fill(2)).toEqual([]);
    await setJob(records.database, first!, { status: 'succeeded', finished_at: new Date() });

    expect(await fill(2)).toHaveLength(1);
    const put: string[] = [];
    await outbox.fill('pdf', 1, async (jobs) => void put.push(...jobs.map(({ id }) => id)));
    expect(put).toEqual([other.id]);
  });

  it('hands over what the worker needs, and marks it as dispatched', async () => {
    const { id } = await records.accept(anna, { input: { a: 1 }, traceparent: '00-1-2-01' });
    const put: unknown[] = [];

    expect(await outbox.fill('video', 1, async (jobs) => void put.push(...jobs))).toBe(1);

    const traceparent = '00-1-2-01';
    expect(put).toEqual([
      {
        id,
        userId: anna,
        type: 'video.process',
        run: 1,
        dispatch: 1,
        input: { a: 1 },
        traceparent,
        createdAt: expect.any(Date),
        expiresAt: null,
        softLimitMs: null,
        hardLimitMs: null,
        turn: expect.closeTo(Date.now() / 1000, -1),
      },
    ]);
    expect(await new OpenJobs(records.database).of('video')).toEqual([{ id, queue: 'video', dispatch: 1 }]);
    expect(await waiting()).toBe(0);
  });

  it('does not put what has ended meanwhile', async () => {
    const [ended, open] = await accept(anna, 2);
    await setJob(records.database, ended!, { status: 'failed', finished_at: new Date() });

    expect(await fill(10)).toEqual([open]);
    expect(await waiting()).toBe(0);
  });

  it('holds back what shall start later', async () => {
    const { id } = await records.accept(anna, { runAt: new Date(Date.now() + 3_600_000), priority: 'urgent' });
    const [now] = await accept(anna, 1);
    expect(await fill(10)).toEqual([now]);
    expect((await records.jobs.find(id, anna))?.status).toBe('scheduled');
    await records.database.execute('UPDATE outbox SET run_at = now() WHERE job_id = $1', [id]);

    expect(await fill(10)).toEqual([id]);
    expect((await records.jobs.find(id, anna))?.status).toBe('queued');
  });

  it('ends as expired what nobody started in time, and tells it once', async () => {
    const { id } = await records.accept(anna, { expiresAt: new Date(Date.now() - 1) });
    const { id: lasting } = await records.accept(anna, { expiresAt: new Date(Date.now() + 3_600_000) });

    expect(await outbox.expire()).toMatchObject([{ id, before: 1 }]);
    expect(await outbox.expire()).toEqual([]);

    const row = await records.jobs.find(id, anna);
    expect(row).toMatchObject({ status: 'expired', seq: 2, error: { code: 'job.expired' } });
    const [told] = await records.events.after(new Map([[id, 1]]));
    expect(told?.event).toMatchObject({ type: 'expired', seq: 2 });
    const { status, error, finishedAt } = row!;
    expect(told?.event.change).toEqual({ status, error, finishedAt });
    expect(await fill(10)).toEqual([lasting]);
  });

  it('does not expire what was started in time and has to be put again', async () => {
    const [id] = await accept(anna, 1);
    await fill(1);
    const expired = { expires_at: new Date(Date.now() - 1), started_at: new Date(), status: 'running' };
    await setJob(records.database, id!, expired);
    const open = new OpenJobs(records.database);
    expect(await open.putAgain(await open.of('video'))).toEqual([{ id, before: 1 }]);

    expect(await outbox.expire()).toEqual([]);
    expect(await fill(1)).toEqual([id]);
  });

  it('puts a lost job again under its next dispatch, once, however many notice', async () => {
    const [id] = await accept(anna, 1);
    await fill(1);
    const open = new OpenJobs(records.database);
    const lost = await open.of('video');

    const again = await Promise.all([open.putAgain(lost), open.putAgain(lost)]);

    expect(again.flat()).toEqual([{ id, before: 1 }]);
    const put: unknown[] = [];
    await outbox.fill('video', 1, async (jobs) => void put.push(...jobs.map(({ dispatch }) => dispatch)));
    expect(put).toEqual([2]);
    expect((await records.jobs.find(id!, anna))?.status).toBe('queued');
  });
});
