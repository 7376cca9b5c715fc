import { Alerts } from '@polyspool/database/alerts';
import { DeadLetters } from '@polyspool/database/dead-letters';
import { openTestRecords, setJob, type TestRecords } from '@polyspool/database/testing-records';
import { testStores } from '@polyspool/service/testing/env';
import { openTestRecorder, type TestRecorder } from './testing-recorder.js';

describe('jobs that have failed for good', () => {
  let records: TestRecords;
  let recorder: TestRecorder;
  let letters: DeadLetters;
  let alerts: Alerts;
  let userId: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    letters = new DeadLetters(records.database);
    alerts = new Alerts(records.database);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    await records.database.execute('TRUNCATE alerts');
    userId = await records.addUser();
    recorder = openTestRecorder(records);
  });

  const fail = async (reason: string, errorClass?: string) => {
    const { id } = await records.accept(userId);
    await setJob(records.database, id, { dispatched_at: new Date() });
    const [code = '', detail = ''] = reason.split(': ');
    await recorder.happens(id, ['active', { start: 1, error: { code, detail, errorClass } }]);
    await recorder.fails(id, reason);
    return id;
  };

  it('stand together where they are alike, with the newest as a sample', async () => {
    const first = await fail('engine.failed: No answer to jobs/7/a.wav after 12 s');
    const other = await fail('media.unreadable: Not a video');
    const second = await fail('engine.failed: No answer to jobs/8/b.wav after 3 s');

    const groups = await letters.groups(10);

    expect(groups).toMatchObject([
      { type: 'video.process', code: 'engine.failed', count: 2, sample: { jobId: second } },
      { type: 'video.process', code: 'media.unreadable', count: 1, sample: { jobId: other, detail: 'Not a video' } },
    ]);
    expect(groups[0]!.firstAt < groups[0]!.lastAt).toBe(true);
    expect((await letters.jobs(groups[0]!.fingerprint, 10)).map(({ id }) => id)).toEqual([second, first]);
  });

  it('are told apart by the class of their error, where the words say nothing', async () => {
    await fail('internal: An unexpected error', 'TypeError');
    await fail('internal: An unexpected error', 'RangeError');

    expect(await letters.groups(10)).toHaveLength(2);
  });

  it('raise an alert on the first of a kind, which then counts', async () => {
    const id = await fail('engine.failed: x');
    await fail('engine.failed: x');

    const [alert, ...others] = await alerts.list(10);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: 'deadLetter', message: 'video.process failed: engine.failed: x', count: 2 });
    const errors = recorder.lines.filter(({ level }) => level === 'error');
    expect(errors).toMatchObject([{ jobId: id, fingerprint: alert!.subject, code: 'engine.failed' }]);
  });

  it('raise an alert that was seen once more only when the kind comes again after its letters were taken away', async () => {
    await fail('engine.failed: x');
    const [{ id } = { id: '' }] = await alerts.list(10);
    await alerts.see(id);
    await fail('engine.failed: x');
    expect(await alerts.list(10, { isSeen: false })).toEqual([]);
    await letters.purge({ olderThanDays: 0 });

    await fail('engine.failed: x');

    expect(await alerts.list(10, { isSeen: false })).toMatchObject([{ id, count: 3 }]);
    await expect(alerts.see(userId)).rejects.toMatchObject({ code: 'alert.unknown' });
  });

  it('are whole jobs only: not their parts, nor what was cancelled or came too late', async () => {
    const parent = await fail('job.cancelled: Stopped');
    await fail('job.expired: Too late');
    const part = recorder.child(parent);
    await recorder.happens(part, ['added', 'active']);
    await recorder.fails(part, 'media.unreadable: x');

    expect(await letters.groups(10)).toEqual([]);
  });

  it('go page by page, and a purge takes only what was asked for', async () => {
    for (const word of ['one', 'two', 'three']) await fail(`engine.failed: ${word}`);
    const [newest, ...rest] = await letters.groups(1);
    expect(rest).toEqual([]);
    const older = await letters.groups(10, { lastAt: new Date(newest!.lastAt), fingerprint: newest!.fingerprint });
    expect(older.map(({ sample }) => sample.detail)).toEqual(['two', 'one']);

    expect(await letters.purge({ fingerprint: newest!.fingerprint }, true)).toBe(1);
    expect(await letters.groups(10)).toHaveLength(3);
    expect(await letters.purge({ fingerprint: newest!.fingerprint })).toBe(1);
    expect(await letters.purge({ olderThanDays: 1 })).toBe(0);
    await expect(letters.purge({})).rejects.toMatchObject({ code: 'filter.empty' });

    expect(await letters.groups(10)).toEqual(older);
    await expect(letters.jobs(newest!.fingerprint, 10)).rejects.toMatchObject({ code: 'deadLetter.unknown' });
  });
});
