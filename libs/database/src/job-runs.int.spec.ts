import { testStores } from '@polyspool/service/testing/env';
import { v7 } from 'uuid';
import { BulkRuns } from './bulk-runs.js';
import { Commands } from './commands.js';
import { bury } from './dead-letters.js';
import { JobRuns } from './job-runs.js';
import { Outbox } from './outbox.js';
import { QueueControls } from './queue-controls.js';
import { openTestRecords, setJob, type TestRecords } from './testing-records.js';

describe('runs of jobs', () => {
  let records: TestRecords;
  let runs: JobRuns;
  let bulk: BulkRuns;
  let anna: string;
  let ben: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    runs = new JobRuns(records.database, records.events, records.notices);
    bulk = new BulkRuns(records.database, runs);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    await records.database.execute('TRUNCATE queue_controls');
    [anna, ben] = [await records.addUser(), await records.addUser()];
  });

  const fill = () => new Outbox(records.database).fill('video', 1_000, async () => undefined);
  const fail = async (userId: string, code = 'media.unreadable', more: object = {}) => {
    const { id } = await records.accept(userId, more);
    await fill();
    const end = { status: 'failed', finished_at: new Date(), error: { code, detail: 'No' }, output: '1' };
    await setJob(records.database, id, end);
    await records.database.transaction((tx) => bury(tx, [{ jobId: id, fingerprint: code, diedAt: new Date() }]));
    return id;
  };
  const statusOf = async (id: string) => (await records.jobs.find(id, undefined))?.status;
  const letters = async () => (await records.database.query('SELECT FROM dead_letters')).length;

  it('begin again from nothing, and are no longer dead', async () => {
    const id = await fail(anna);

    await runs.retry(id, anna, 200);

    const job = await records.jobs.find(id, anna);
    expect(job).toMatchObject({ status: 'queued', run: 2, seq: 2, percent: 0, attempts: 0 });
    expect([job?.output, job?.error, job?.finishedAt]).toEqual([undefined, undefined, undefined]);
    const [told] = await records.events.after(new Map([[id, 1]]));
    expect(told?.event).toMatchObject({ type: 'restarted', seq: 2, run: 2, change: { status: 'queued' } });
    expect(await letters()).toBe(0);
    expect(await fill()).toBe(1);
  });

  it('begin once, however many ask', async () => {
    const id = await fail(anna);

    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => runs.retry(id, anna, 200)));

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await records.jobs.find(id, anna)).toMatchObject({ run: 2 });
  });

  it('begin again after a cancel that left them in the outbox', async () => {
    const { id } = await records.accept(anna);
    await setJob(records.database, id, { status: 'cancelled', finished_at: new Date() });

    await runs.again(id, anna, 200);

    expect(await fill()).toBe(1);
  });

  it('need not wait for their next attempt', async () => {
    const { id } = await records.accept(anna);
    await fill();
    await setJob(records.database, id, { status: 'retrying' });

    await runs.retry(id, anna, 200);

    const commands = new Commands(records.database);
    const [target] = await commands.retries();
    expect(target).toMatchObject({ id, queue: 'video', dispatch: 1 });
    expect(await commands.cancels()).toEqual([]);
    await commands.retried([target!.commandId]);
    expect(await commands.retries()).toEqual([]);
  });

  it.each(['queued', 'running', 'succeeded', 'cancelling'])('do not begin again while %s', async (status) => {
    const { id } = await records.accept(anna);
    const finishedAt = status === 'succeeded' ? new Date() : null;
    await setJob(records.database, id, { status, finished_at: finishedAt });

    await expect(runs.retry(id, anna, 200)).rejects.toMatchObject({ code: 'job.notResumable', status: 409 });
    await expect(runs.retry(id, ben, 200)).rejects.toMatchObject({ code: 'job.unknown' });
  });

  it('are not reached by a cancel of the run before that somebody was about to carry out', async () => {
    const commands = new Commands(records.database);
    const { id } = await records.accept(anna, { runAt: new Date(Date.now() + 3_600_000) });
    await setJob(records.database, id, { dispatch: 2 }); // as if it had been put before
    await records.jobs.cancel(id, anna);
    const [cancel] = await commands.cancels();

    await runs.again(id, anna, 200);

    expect(await commands.tree(cancel!)).toEqual([]);
    await records.jobs.cancel(id, anna);
    await commands.done(cancel!);
    expect(await commands.cancels()).toEqual([{ id, run: 2 }]);
  });

  it('begin in bulk, those and no others that the filter means', async () => {
    const mine = await fail(anna);
    const other = await fail(anna, 'job.hardLimit');
    const bens = await fail(ben);
    const given = { dryRun: false };

    expect(await bulk.retry({ code: 'media.unreadable' }, anna, { dryRun: true })).toEqual({ matched: 1, retried: 0 });
    expect(await statusOf(mine)).toBe('failed');
    expect(await bulk.retry({ code: 'media.unreadable' }, anna, given)).toEqual({ matched: 1, retried: 1 });
    expect(await Promise.all([mine, other, bens].map(statusOf))).toEqual(['queued', 'failed', 'failed']);
    expect(await bulk.retry({ type: 'pdf.translate' }, anna, given)).toEqual({ matched: 0, retried: 0 });
    expect(await bulk.retry({ until: new Date(0) }, anna, given)).toEqual({ matched: 0, retried: 0 });
    expect(await bulk.retry({ ids: [mine, other, bens] }, undefined, given)).toEqual({ matched: 2, retried: 2 });
    await expect(bulk.retry({}, anna, given)).rejects.toMatchObject({ code: 'filter.empty' });
  });

  it('leave alone in bulk what somebody has cancelled, unless it is asked for', async () => {
    const { id } = await records.accept(anna);
    await records.jobs.cancel(id, anna);

    expect(await bulk.retry({ type: 'video.process' }, anna, { dryRun: false })).toMatchObject({ matched: 0 });
    expect(await bulk.retry({ status: 'cancelled' }, anna, { dryRun: false })).toMatchObject({ retried: 1 });
  });

  it('begin in bulk without standing in front of what others submit afterwards', async () => {
    for (let made = 0; made < 5; made++) await fail(anna);

    await bulk.retry({ status: 'failed' }, anna, { dryRun: false });
    const { id } = await records.accept(ben);

    const taken: string[] = [];
    await new Outbox(records.database).fill(
      'video',
      1_000,
      async (jobs) => void taken.push(...jobs.map((job) => job.id)),
    );
    expect(taken.indexOf(id)).toBe(1);
  });

  it('begin at the rate that was asked for', async () => {
    for (let made = 0; made < 5; made++) await fail(anna);

    expect(await bulk.replay({ all: true }, { dryRun: false, perSecond: 2 })).toEqual({ matched: 5, retried: 5 });

    const rows = await records.database.query<{ delay: number; status: string }>(
      `SELECT extract(epoch FROM run_at - min(run_at) OVER ())::float8 AS delay, status
       FROM outbox JOIN jobs USING (run_at) ORDER BY run_at`,
    );
    expect(rows.map((row) => row.delay)).toEqual([0, 0.5, 1, 1.5]);
    expect(rows.every((row) => row.status === 'scheduled')).toBe(true);
    expect(await fill()).toBe(1);
  });

  it('are replayed by fingerprint, by id, or all', async () => {
    const [unreadable, late] = [await fail(anna), await fail(ben, 'job.hardLimit')];

    await expect(bulk.replay({ fingerprint: 'none' }, { dryRun: false })).rejects.toMatchObject({
      code: 'deadLetter.unknown',
    });
    await expect(bulk.replay({ jobIds: [v7()] }, { dryRun: false })).rejects.toMatchObject({
      code: 'deadLetter.unknown',
    });
    expect(await bulk.replay({ all: true }, { dryRun: true })).toEqual({ matched: 2, retried: 0 });
    expect(await bulk.replay({ fingerprint: 'job.hardLimit' }, { dryRun: false })).toEqual({ matched: 1, retried: 1 });
    expect(await statusOf(late)).toBe('queued');
    expect(await bulk.replay({ jobIds: [unreadable, late] }, { dryRun: false })).toEqual({ matched: 1, retried: 1 });
    expect(await letters()).toBe(0);
    expect(await bulk.replay({ all: true }, { dryRun: false })).toEqual({ matched: 0, retried: 0 });
  });

  const drain = (queue: string) => new QueueControls(records.database, records.notices).set(queue, 'draining');

  it('begin again only while their owner may have another job open', async () => {
    const [first, second, bens] = [await fail(anna), await fail(anna), await fail(ben)];

    await runs.retry(first, anna, 1);

    await expect(runs.retry(second, anna, 1)).rejects.toMatchObject({ code: 'quota.jobs' });
    await expect(runs.again(second, anna, 1)).rejects.toMatchObject({ code: 'quota.jobs' });
    expect(await statusOf(second)).toBe('failed');
    await runs.again(bens, undefined, 1);
    await setJob(records.database, first, { status: 'retrying' });
    await expect(runs.retry(first, anna, 1)).resolves.toBeUndefined(); // it is open already
  });

  it('begin again in no draining queue', async () => {
    const id = await fail(anna);
    await drain('video');

    await expect(runs.retry(id, anna, 200)).rejects.toMatchObject({ code: 'queue.draining' });

    expect(await statusOf(id)).toBe('failed');
    expect(await letters()).toBe(1);
  });

  it('begin in bulk as many as each owner may have open, those that ended first', async () => {
    const ids = [await fail(anna), await fail(anna), await fail(anna), await fail(ben)];
    await records.accept(anna);

    const result = await bulk.retry({ status: 'failed' }, undefined, { dryRun: false, maxOpenJobs: 3 });

    expect(result).toEqual({ matched: 4, retried: 3 });
    expect(await Promise.all(ids.map(statusOf))).toEqual(['queued', 'queued', 'failed', 'queued']);
  });

  it('begin in bulk no more than may be open, however many ask and submit at once', async () => {
    const ids: string[] = [];
    for (let made = 0; made < 20; made++) ids.push(await fail(anna));
    const options = { dryRun: false, maxOpenJobs: 10 };
    const job = { userId: anna, type: 'video.process', queue: 'video', input: {} };

    await Promise.allSettled([
      ...[1, 2, 3].map(() => bulk.retry({ ids }, anna, options)),
      ...ids.map((id) => runs.again(id, anna, 10)),
      ...ids.map(() => records.jobs.accept({ ...job, id: v7() }, 10)),
    ]);

    const open = await records.database.query('SELECT FROM jobs WHERE finished_at IS NULL');
    expect(open).toHaveLength(10);
  });

  it('leave out in bulk those of draining queues, which take nobody else the room', async () => {
    const inVideo = await fail(anna);
    const inSystem = await fail(anna, 'media.unreadable', { queue: 'system' });
    await drain('video');

    const options = { dryRun: false, maxOpenJobs: 1 };
    expect(await bulk.retry({ status: 'failed' }, anna, options)).toEqual({ matched: 2, retried: 1 });
    expect(await bulk.replay({ all: true }, { dryRun: false })).toEqual({ matched: 1, retried: 0 });

    expect(await Promise.all([inVideo, inSystem].map(statusOf))).toEqual(['failed', 'queued']);
  });

  it('are replayed though their owner may open no more', async () => {
    for (let made = 0; made < 3; made++) await fail(anna);

    expect(await bulk.replay({ all: true }, { dryRun: false })).toEqual({ matched: 3, retried: 3 });
  });
});
