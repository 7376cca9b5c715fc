import { testStores } from '@polyspool/service/testing/env';
import { Outbox } from './outbox.js';
import { QueueControls } from './queue-controls.js';
import { type QueueFigures, queueFigures } from './queue-figures.js';
import { openTestRecords, setJob, type TestRecords } from './testing-records.js';
import { Workers } from './workers.js';

const fromNow = (ms: number) => () => new Date(Date.now() + ms);
const [aMinuteAgo, inHalfAMinute, inAnHour] = [fromNow(-60_000), fromNow(30_000), fromNow(3_600_000)];

describe('the figures of a queue', () => {
  let records: TestRecords;
  let userId: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
  });
  beforeEach(async () => {
    await records.empty();
    await records.database.execute('DELETE FROM queue_controls');
    userId = await records.addUser();
  });
  afterAll(() => records.close());

  const accept = async (columns: Readonly<Record<string, unknown>> = {}, runAt?: Date) => {
    const { id } = await records.accept(userId, { ...(runAt && { runAt }) });
    if (Object.keys(columns).length) await setJob(records.database, id, columns);
    return id;
  };
  const dispatch = (windowSize = 100) => new Outbox(records.database).fill('video', windowSize, async () => undefined);
  const look = async (): Promise<QueueFigures> => (await queueFigures(records.database, ['video']))[0]!;
  const running = { status: 'running', started_at: new Date() };

  it('are all zero where nothing is, and are told of each queue that is asked for', async () => {
    const [content, video] = await queueFigures(records.database, ['content', 'video']);

    expect([content!.queue, video!.queue]).toEqual(['content', 'video']);
    expect(video).toEqual({
      ...{
        queue: 'video',
        isPaused: false,
        waiting: 0,
        scheduled: 0,
        active: 0,
        blocked: 0,
        blockedBy: {},
        dueSoon: 0,
      },
      ...{ oldestWaitingSeconds: 0, undispatched: 0, oldestUndispatchedSeconds: 0, held: 0, putOff: 0, slots: 0 },
    });
  });

  it('count the slots of all workers that serve it', async () => {
    const worker = { name: 'video-worker', startedAtMs: 0, ageMs: 0, active: 0, rssBytes: 0 };
    const workers = new Workers(records.database);
    await workers.replace([
      { ...worker, id: 'a', queues: { video: 1, content: 7 } },
      { ...worker, id: 'b', queues: { video: 2 } },
    ]);

    expect((await look()).slots).toBe(3);
    await workers.replace([]);
  });

  it('count each open job once, by what it does', async () => {
    await accept();
    await accept({ status: 'retrying' });
    await accept({ run_at: aMinuteAgo(), status: 'scheduled' });
    await accept({}, inAnHour());
    await accept(running);
    await accept({ ...running, status: 'cancelling' });
    await accept({ ...running, wait_reason: 'children' });
    await accept({ status: 'retrying', wait_reason: 'backoff', wait_until: inAnHour() });
    await accept({ status: 'queued', wait_reason: 'engineDown', wait_until: inHalfAMinute() });
    await accept({ status: 'succeeded', finished_at: new Date() });

    expect(await look()).toMatchObject({ waiting: 3, scheduled: 1, active: 2, blocked: 3 });
    expect((await look()).blockedBy).toEqual({ children: 1, backoff: 1, rateLimited: 0, engineDown: 1 });
  });

  it('count what will need a slot within a minute, and nothing that waits for its parts', async () => {
    await accept({}, inHalfAMinute());
    await accept({}, inAnHour());
    await accept({ status: 'retrying', wait_reason: 'backoff', wait_until: inHalfAMinute() });
    await accept({ status: 'queued', wait_reason: 'rateLimited', wait_until: inAnHour() });
    await accept({ ...running, wait_reason: 'children' });

    expect(await look()).toMatchObject({ waiting: 0, dueSoon: 2 });
  });

  it('take a job whose wait is over for one that waits, though nobody has told so: with no worker nobody would', async () => {
    await accept({ status: 'queued', wait_reason: 'engineDown', wait_until: aMinuteAgo() });

    expect(await look()).toMatchObject({ waiting: 1, blocked: 0, dueSoon: 0 });
  });

  it('tell how long the first has waited that could begin and never has', async () => {
    await accept({ created_at: aMinuteAgo(), started_at: aMinuteAgo() });
    await accept({ created_at: aMinuteAgo(), run: 2, dispatched_at: new Date() });
    await records.database.execute('DELETE FROM outbox');
    const fresh = (await look()).oldestWaitingSeconds;
    await accept({ created_at: aMinuteAgo() });

    expect(fresh).toBeLessThan(30);
    expect((await look()).oldestWaitingSeconds).toBeGreaterThan(59);
  });

  it('tell what is due and has not been put into Redis, and what is there already', async () => {
    for (const _each of [1, 2, 3]) await accept();
    await accept({}, inAnHour());
    await records.database.execute(`UPDATE outbox SET run_at = run_at - interval '90 s' WHERE run_at < now()`);
    const before = await look();
    await dispatch(2);
    const after = await look();

    expect(before).toMatchObject({ undispatched: 3, held: 0 });
    expect(before.oldestUndispatchedSeconds).toBeGreaterThan(89);
    expect(after).toMatchObject({ undispatched: 1, held: 2 });
  });

  it('tell what is in Redis and needs no slot apart from what may need one', async () => {
    const there = [await accept(), await accept(), await accept()];
    await dispatch();
    await setJob(records.database, there[0]!, { wait_reason: 'engineDown', wait_until: inHalfAMinute() });
    await setJob(records.database, there[1]!, { ...running, wait_reason: 'children' });
    await accept({
      status: 'retrying',
      wait_reason: 'backoff',
      wait_until: inAnHour(),
      parent_id: there[1],
      dispatched_at: new Date(),
    });

    expect(await look()).toMatchObject({ held: 2, putOff: 1 });
  });

  it('say whether the queue is paused', async () => {
    await new QueueControls(records.database, records.notices).set('video', 'paused');

    expect(await look()).toMatchObject({ isPaused: true });
  });
});
