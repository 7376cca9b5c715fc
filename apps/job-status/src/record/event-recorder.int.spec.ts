import { Attempts } from '@polyspool/database/attempts';
import type { Attempt, JobEvent } from '@polyspool/contracts/job-status';
import { videoJobs } from '@polyspool/contracts/video';
import { percentRange } from '@polyspool/contracts/define-jobs';
import { openTestRecords, setJob, type TestRecords } from '@polyspool/database/testing-records';
import type { ProgressMessage } from '@polyspool/jobs/job-messages';
import { testStores } from '@polyspool/service/testing/env';
import { openTestRecorder, type TestRecorder } from './testing-recorder.js';

describe('recording what happens to jobs', () => {
  let records: TestRecords;
  let recorder: TestRecorder;
  let userId: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    userId = await records.addUser();
    recorder = openTestRecorder(records);
  });

  const submit = async () => {
    const { id } = await records.accept(userId);
    await setJob(records.database, id, { dispatched_at: new Date() });
    return id;
  };
  const attemptsOf = (id: string) => new Attempts(records.database).of(id);
  const short = (all: readonly Attempt[]) =>
    all.map(({ attempt, worker, outcome }) => `${attempt} ${worker} ${outcome}`);
  /** As BullMQ tells, of a job whose worker is gone, too. */
  const givenBack = { event: 'waiting', prev: 'active' };
  const newestOf = async (id: string): Promise<JobEvent | undefined> =>
    (await records.events.after(new Map([[id, 0]]))).at(-1)?.event;

  it('keeps every attempt: where it ran, when, why it failed and what its processes used', async () => {
    const id = await submit();
    const error = { code: 'engine.failed', detail: 'No answer', errorClass: 'EngineError', stack: 'at engine.ts:1' };

    await recorder.happens(id, ['active', { start: 1, worker: 'a' }]);
    await recorder.happens(id, [{ start: 1, worker: 'a', error, usage: { peakRssBytes: 5_000, cpuSeconds: 2 } }]);
    await recorder.happens(id, ['delayed', 'active', { start: 2, attempt: 2, worker: 'b' }]);
    await recorder.completes(id, { start: 2, usage: { peakRssBytes: 7_000, cpuSeconds: 3 } });

    const all = await attemptsOf(id);
    expect(all).toMatchObject([
      { run: 1, attempt: 1, worker: 'a', outcome: 'failed', error, peakRssBytes: 5_000, cpuSeconds: 2 },
      { run: 1, attempt: 2, worker: 'b', outcome: 'succeeded', peakRssBytes: 7_000, cpuSeconds: 3 },
    ]);
    for (const { startedAt, finishedAt } of all) expect(finishedAt! >= startedAt).toBe(true);
    expect((await records.jobs.find(id, userId))?.attempts).toBe(2);
  });

  it('goes on with an attempt after its children, and after it was put off, and adds up what it used', async () => {
    const id = await submit();
    const used = (cpuSeconds: number, peakRssBytes: number) => ({ usage: { cpuSeconds, peakRssBytes } });

    await recorder.happens(id, ['active', { start: 1, worker: 'a', children: 2, ...used(1, 10) }, 'waiting-children']);
    expect(short(await attemptsOf(id))).toEqual(['1 a waiting']);
    await recorder.happens(id, ['active', { start: 2, worker: 'b', ...used(2, 30) }]);
    await recorder.happens(id, [{ start: 2, worker: 'b', ...used(4, 20) }, 'delayed']);
    await recorder.happens(id, ['active', { start: 3, worker: 'c' }]);
    await recorder.completes(id, { start: 3, ...used(8, 5) });

    expect(await attemptsOf(id)).toMatchObject([
      { attempt: 1, worker: 'c', outcome: 'succeeded', cpuSeconds: 13, peakRssBytes: 30 },
    ]);
  });

  it('adds up the same when all of it comes in one batch', async () => {
    const id = await submit();
    const used = (cpuSeconds: number) => ({ usage: { cpuSeconds, peakRssBytes: 1 } });

    await recorder.happens(id, [
      'active',
      { start: 1, worker: 'a', ...used(1) },
      'waiting-children',
      'active',
      { start: 2, worker: 'b', ...used(2) },
      { start: 2, worker: 'b', ...used(4) },
    ]);

    expect(await attemptsOf(id)).toMatchObject([{ attempt: 1, worker: 'b', outcome: 'running', cpuSeconds: 5 }]);
  });

  it('calls an attempt lost when its worker is gone, or Redis has lost the job; one of a worker that was stopped goes on', async () => {
    const id = await submit();

    await recorder.happens(id, ['active', { start: 1, worker: 'a' }, givenBack, 'stalled']);
    await recorder.happens(id, ['active', { start: 2, worker: 'b' }, givenBack]);
    await recorder.happens(id, ['active', { start: 3, worker: 'c' }]);
    await setJob(records.database, id, { dispatch: 2, start: 0 });
    await recorder.happens(id, ['active', { dispatch: 2, start: 1, worker: 'd' }], 2);

    expect(short(await attemptsOf(id))).toEqual(['1 a lost', '2 c lost', '3 d running']);
  });

  it('has a row too for an attempt whose worker ended before it could say a word', async () => {
    const id = await submit();

    await recorder.happens(id, ['active', givenBack, 'stalled', 'active', { start: 2, worker: 'b' }]);

    expect(short(await attemptsOf(id))).toEqual(['1 unknown lost', '2 b running']);
  });

  it('has none for a fetch that was given back before it began', async () => {
    const id = await submit();

    await recorder.happens(id, ['active', givenBack, 'active', { start: 2, worker: 'b' }]);
    expect(short(await attemptsOf(id))).toEqual(['1 b running']);

    await recorder.happens(id, [givenBack, 'active', givenBack, 'active', { start: 4, worker: 'c' }]);
    expect(short(await attemptsOf(id))).toEqual(['1 c running']);

    await setJob(records.database, id, { dispatch: 2, start: 0 });
    await recorder.happens(id, ['active', givenBack, 'active', { dispatch: 2, start: 2, worker: 'd' }], 2);
    expect(short(await attemptsOf(id))).toEqual(['1 c lost', '2 d running']);
  });

  it('says of a job that waits for its parts what they say last', async () => {
    const id = await submit();
    const part = recorder.child(id);
    await recorder.happens(id, ['active', { step: 'chunks', message: 'Three parts', children: 3 }, 'waiting-children']);

    await recorder.happens(part, ['active', { percent: 40, message: 'Recognising page 3 of 12' }]);

    const said = await newestOf(id);
    expect(said?.change).toMatchObject({ message: 'Recognising page 3 of 12', percent: expect.any(Number) });
    expect(await records.jobs.find(id, userId)).toMatchObject({ message: 'Recognising page 3 of 12' });
    await recorder.happens(id, ['waiting', 'active']);
    await recorder.happens(part, [{ percent: 50, message: 'Recognising page 4 of 12' }]);
    expect(await records.jobs.find(id, userId)).toMatchObject({ message: 'Recognising page 3 of 12' });
  });

  it('tells why a job waits and until when, and that it waits no longer', async () => {
    const id = await submit();
    const untilMs = Date.now() + 60_000;
    const clearsAt = new Date(untilMs).toISOString();

    await recorder.happens(id, ['active', { start: 1, wait: { reason: 'rateLimited', untilMs } }]);
    await recorder.happens(id, [{ event: 'delayed', delay: String(untilMs) }]);
    expect((await newestOf(id))?.change).toMatchObject({
      status: 'queued',
      waiting: { reason: 'rateLimited', clearsAt },
    });
    await recorder.happens(id, [{ event: 'waiting', prev: 'delayed' }]);
    expect((await newestOf(id))?.change).toEqual({ waiting: null });
    const error = { code: 'engine.failed', detail: 'x' };
    await recorder.happens(id, ['active', { start: 2, error }, { event: 'delayed', delay: String(untilMs) }]);

    expect((await newestOf(id))?.change).toMatchObject({
      status: 'retrying',
      waiting: { reason: 'backoff', clearsAt },
    });
  });

  it('fills the bar of a parent by the weights of its parts', async () => {
    const parent = await submit();
    const heavy = recorder.child(parent, { weight: 3 });
    const light = recorder.child(parent, { weight: 1, index: 1 });
    const [from, to] = percentRange(videoJobs.process, 'chunks');
    await recorder.happens(parent, ['active', { step: 'chunks', percent: from, children: 2, childWeight: 4 }]);

    await recorder.happens(heavy, ['added', 'active', { percent: 50 }]);
    expect((await records.jobs.find(parent, userId))?.percent).toBeCloseTo(from + ((to - from) * 3) / 8, 1);
    await recorder.happens(light, ['added', 'active', { percent: 100 }]);

    expect((await records.jobs.find(parent, userId))?.percent).toBeCloseTo(from + ((to - from) * 5) / 8, 1);
  });

  it('keeps what was reused and how much there was to do, and says how long the result is kept', async () => {
    const id = await submit();
    const reused = { steps: 2, savedSeconds: 1.5 };

    await recorder.happens(id, ['active', { step: 'audio', work: { unit: 'media seconds', amount: 30 } }]);
    await recorder.completes(id, { reused });

    const job = await records.jobs.find(id, userId);
    expect(job).toMatchObject({ reused, status: 'succeeded' });
    expect(Date.parse(job!.resultExpiresAt!) - Date.parse(job!.finishedAt!)).toBe(24 * 3_600_000);
    const [row] = await records.database.query('SELECT work_unit, work_amount, step_at FROM jobs WHERE id = $1', [id]);
    expect(row).toEqual({ work_unit: 'media seconds', work_amount: 30, step_at: expect.any(Date) });
  });

  it('writes one line for each turn of a life, after the commit', async () => {
    const id = await submit();
    const failure: Partial<ProgressMessage> = { start: 1, error: { code: 'engine.failed', detail: 'x' } };

    await recorder.happens(id, ['active', { start: 1 }, { start: 1, percent: 5 }, failure, 'delayed']);
    await recorder.happens(id, ['active', { start: 2 }]);
    await recorder.completes(id, { start: 2 });

    const fields = { jobId: id, userId, type: 'video.process', queue: 'video' };
    expect(recorder.lines.map(({ message, ...line }) => [message, line])).toEqual([
      ['Job started', { ...fields, attempt: 1 }],
      ['Job retrying', { ...fields, attempt: 1 }],
      ['Job started', { ...fields, attempt: 2 }],
      ['Job succeeded', { ...fields, attempt: 2 }],
    ]);
  });

  it('leads to the trace in which the job goes on, as its worker tells', async () => {
    const [long, quick] = [await submit(), await submit()];
    const traceparentOf = (digit: string) => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`;

    await recorder.happens(long, ['active', { percent: 5, traceparent: traceparentOf('1') }]);
    await recorder.completes(quick, { traceparent: traceparentOf('2') });

    expect((await records.jobs.find(long, userId))?.traceId).toBe('1'.repeat(32));
    expect((await records.jobs.find(quick, userId))?.traceId).toBe('2'.repeat(32));
  });

  it('is silent about a life that could not be committed', async () => {
    const id = await submit();

    await expect(
      recorder.inTransaction(async (_tx, record) => {
        await record('video', [{ event: 'active', jobId: `${id}_1` }]);
        throw new Error('The connection is gone');
      }),
    ).rejects.toThrow('gone');

    expect(recorder.lines).toEqual([]);
    expect((await records.jobs.find(id, userId))?.status).toBe('queued');
  });

  it('has a line for a part that is enqueued too, for those who look closely', async () => {
    const { id: parentId } = await records.accept(userId, {
      traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`,
    });
    const id = recorder.child(parentId);

    await recorder.happens(id, ['added']);
    await recorder.happens(id, ['waiting']);

    const fields = { jobId: id, userId, type: 'video.processChunk', queue: 'video', attempt: 0 };
    const traceId = 'ab'.repeat(16);
    expect(recorder.lines).toEqual([{ message: 'Job enqueued', level: 'debug', ...fields, traceId }]);
  });
});
