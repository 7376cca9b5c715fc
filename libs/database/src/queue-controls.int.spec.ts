import { testStores } from '@polyspool/service/testing/env';
import { v7 } from 'uuid';
import { Commands } from './commands.js';
import { Outbox } from './outbox.js';
import { QueueControls } from './queue-controls.js';
import { openTestRecords, setJob, type TestRecords } from './testing-records.js';

describe('the controls of queues', () => {
  let records: TestRecords;
  let controls: QueueControls;
  let anna: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    controls = new QueueControls(records.database, records.notices);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    await records.database.execute('TRUNCATE queue_controls');
    anna = await records.addUser();
  });

  const fill = (windowSize: number) => new Outbox(records.database).fill('video', windowSize, async () => undefined);

  it('tell of each queue what is in it, and since when its oldest job has waited', async () => {
    const first = await records.accept(anna);
    await records.accept(anna);
    await records.accept(anna, { runAt: new Date(Date.now() + 60_000) });
    const tried = await records.accept(anna);
    await setJob(records.database, tried.id, { status: 'retrying' });
    await controls.set('video', 'paused');

    const [video, system] = await controls.list(['video', 'system']);

    expect(video).toEqual({
      queue: 'video',
      state: 'paused',
      since: expect.any(String),
      queued: 2,
      running: 0,
      retrying: 1,
      scheduled: 1,
      oldestAt: first.createdAt,
    });
    expect(system).toMatchObject({ queue: 'system', state: 'open', queued: 0, since: undefined, oldestAt: undefined });
  });

  it('keep the time of a state that is set again, and forget it when the queue opens', async () => {
    await controls.set('video', 'paused');
    const [before] = await controls.list(['video']);
    await controls.set('video', 'paused');

    expect((await controls.list(['video']))[0]!.since).toBe(before!.since);
    expect(await controls.paused()).toEqual(new Set(['video']));
    await controls.set('video', 'open');
    expect(await controls.paused()).toEqual(new Set());
  });

  it('let a draining queue take no new jobs, while what is there goes on', async () => {
    await records.accept(anna);
    await controls.set('video', 'draining');

    await expect(records.accept(anna)).rejects.toMatchObject({ code: 'queue.draining' });
    await expect(records.accept(anna, { queue: 'system' })).resolves.toMatchObject({ status: 'queued' });

    expect(await fill(10)).toBe(1);
    await controls.set('video', 'open');
    await expect(records.accept(anna)).resolves.toMatchObject({ status: 'queued' });
  });

  it('purge what waits, in Postgres at once and in Redis by a command, and nothing else', async () => {
    const [inRedis, running] = [await records.accept(anna), await records.accept(anna)];
    await fill(2);
    await setJob(records.database, running.id, { status: 'running', started_at: new Date() });
    const waiting = await records.accept(anna);
    const later = await records.accept(anna, { runAt: new Date(Date.now() + 60_000) });
    const other = await records.accept(anna, { queue: 'system' });
    expect(await controls.countWaiting('video')).toBe(3);

    const ended: string[] = [];
    expect(await controls.purge('video', (jobs) => void ended.push(...jobs.map((job) => job.id)))).toBe(3);
    expect(ended.toSorted()).toEqual([waiting.id, later.id].toSorted());

    const statusOf = async ({ id }: { id: string }) => (await records.jobs.find(id, anna))?.status;
    expect(await Promise.all([inRedis, running, waiting, later, other].map(statusOf))).toEqual([
      'cancelling',
      'running',
      'cancelled',
      'cancelled',
      'queued',
    ]);
    expect(await new Commands(records.database).cancels()).toEqual([{ id: inRedis.id, run: 1 }]); // the others have ended already
    const [told] = await records.events.after(new Map([[waiting.id, 1]]));
    const { finishedAt } = (await records.jobs.find(waiting.id, anna))!;
    expect(told?.event).toMatchObject({ type: 'cancelled', seq: 2, change: { status: 'cancelled', finishedAt } });
    expect(await controls.purge('video', () => undefined)).toBe(0);
    const untold = await records.database.query<{ id: string }>('SELECT job_id AS id FROM ended_jobs ORDER BY job_id');
    expect(untold).toEqual([waiting, later].map(({ id }) => ({ id }))); // so their owner and their webhooks hear of it
  });

  it.each([10, 250])('accept exactly %i open jobs of a user, however many come at once', async (limit) => {
    const job = { userId: anna, type: 'video.process', queue: 'video', input: {} };
    const asked = Array.from({ length: limit + 60 }, () => records.jobs.accept({ ...job, id: v7() }, limit));

    const outcomes = await Promise.allSettled(asked);

    const accepted = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(accepted).toHaveLength(limit);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused.every(({ code }) => code === 'quota.jobs')).toBe(true);
  });
});
