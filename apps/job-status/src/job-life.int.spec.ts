import { AppError } from '@polyspool/contracts/errors';
import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import { videoJobs } from '@polyspool/contracts/video';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { eventually } from '@polyspool/service/testing/eventually';
import { EventLog } from '@polyspool/database/event-log';
import { type Handlers, type House, openHouse } from './testing-house.js';

type Parent = RunningJob<typeof videoJobs.process>;
type Chunk = RunningJob<typeof videoJobs.processChunk>;

const computed: string[] = [];
let gate: Promise<void> = Promise.resolve();
let isBroken = true;

/** Three chunks, or twelve; the language says what happens to them. */
const handlers: Handlers = {
  'video.process': (async (job: Parent) => {
    job.report('chunks', 0);
    const starts = Array.from({ length: job.input.language === 'zz' ? 12 : 3 }, (_, index) => index * 10);
    const inputs = starts.map((startSeconds) => ({
      uploadId: job.input.uploadId,
      language: job.input.language,
      startSeconds,
      endSeconds: startSeconds + 10,
    }));
    const results = await job.children(videoJobs.processChunk, inputs);
    const failed = results.find((result) => !result.ok);
    if (failed && !failed.ok) throw new AppError('video.chunkFailed', failed.error.code);
    job.report('write', 0, 'Writing');
    await job.artifact({ name: 'transcript.json', kind: 'transcript', mediaType: 'application/json' }, job.id);
    return { durationSeconds: 30, chunks: 3, segments: 3, words: 9, language: 'en', warnings: [] };
  }) as Handlers[string],
  'video.processChunk': (async (job: Chunk) => {
    const { uploadId, startSeconds, language } = job.input;
    const transcript = await job.step('transcribe', [uploadId, startSeconds], async (files) => {
      job.report('transcribe', 0.5);
      if (startSeconds > 0) await abortable(gate, job.signal);
      if (language === 'xx' && startSeconds === 10 && isBroken) throw new AppError('media.unreadable', 'Not this one');
      computed.push(`${uploadId} ${startSeconds}`);
      return files.keep('transcript.json', '{}');
    });
    return { transcript, segments: 1, words: 3, warnings: [] };
  }) as Handlers[string],
};

function abortable(work: Promise<void>, signal: AbortSignal) {
  const aborted = new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason)),
  );
  return Promise.race([work, aborted]);
}

function closeGate() {
  let open = () => undefined as void;
  gate = new Promise((resolve) => (open = resolve));
  return open;
}

describe('the life of a job', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(handlers);
  });
  afterAll(() => house.close());
  beforeEach(() => {
    gate = Promise.resolve();
    isBroken = true;
  });

  const now = async (id: string) => (await house.jobs.snapshot(id, house.userId))!;
  const ended = (id: string) =>
    eventually(async () => {
      const snapshot = await now(id);
      expect(isTerminal(snapshot.job.status)).toBe(true);
      return snapshot;
    }, 20_000);
  const status = (id: string, wanted: Job['status']) =>
    eventually(async () => expect((await now(id)).job.status).toBe(wanted));
  const firstChunkDone = (id: string) =>
    eventually(async () =>
      expect((await now(id)).children.filter((child) => child.status === 'succeeded')).toHaveLength(1),
    );
  const logOf = async (id: string) =>
    (await house.status.get(EventLog).after(new Map([[id, 0]]))).map(({ event }) => event);

  it('goes from accepted to succeeded, with its children and one set of published files', async () => {
    const { id } = await house.submit({});

    const { job, children, artifacts } = await ended(id);

    expect(job).toMatchObject({ status: 'succeeded', percent: 100, output: { chunks: 3 }, attempts: 1 });
    expect(children.map((child) => [child.status, child.input['startSeconds']])).toEqual([
      ['succeeded', 0],
      ['succeeded', 10],
      ['succeeded', 20],
    ]);
    expect(artifacts.map((artifact) => artifact.name)).toEqual(['transcript.json']);
  });

  it('tells every change once, in order, and the bar never goes back', async () => {
    const open = closeGate();
    const { id } = await house.submit({});
    await firstChunkDone(id);
    open();
    await ended(id);

    const log = await logOf(id);

    expect(log.map((event) => event.seq)).toEqual(log.map((_event, index) => index + 1));
    const percents = log.flatMap((event) => event.change.percent ?? []);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(new Set(percents).size).toBeGreaterThanOrEqual(3);
    expect(log.filter((event) => event.type === 'succeeded')).toHaveLength(1);
  });

  it('fails with the reason when a chunk has failed for good', async () => {
    const { id } = await house.submit({ language: 'xx' });

    const { job, children } = await ended(id);

    expect(job).toMatchObject({ status: 'failed', error: { code: 'video.chunkFailed', detail: 'media.unreadable' } });
    expect(children[1]).toMatchObject({
      status: 'failed',
      error: { code: 'media.unreadable', detail: 'Not this one' },
    });
  });

  it('runs again from the part that failed, without computing the others again', async () => {
    const { id, input } = await house.submit({ language: 'xx' });
    expect((await ended(id)).job.status).toBe('failed');
    isBroken = false;

    await house.runs.again(id, house.userId);

    const { job, children } = await ended(id);
    expect(job).toMatchObject({ status: 'succeeded', run: 2, attempts: 1, percent: 100, error: undefined });
    expect(children.map((child) => [child.status, child.run])).toEqual([1, 2, 3].map(() => ['succeeded', 2]));
    const mine = computed.filter((entry) => entry.startsWith(String(input['uploadId'])));
    expect(mine.map((entry) => entry.split(' ')[1]).sort()).toEqual(['0', '10', '20']);
    const log = await logOf(id);
    expect(log.filter((event) => isTerminal(event.change.status ?? 'queued')).map((event) => event.run)).toEqual([
      1, 2,
    ]);
    await expect(house.runs.again(id, house.userId)).rejects.toMatchObject({ code: 'job.notResumable' });
  });

  it('goes on after Redis was emptied in mid-tree, without computing finished chunks again', async () => {
    const open = closeGate();
    const { id, input } = await house.submit({});
    await firstChunkDone(id);

    await house.redis.empty();
    open();

    const { job, children } = await ended(id);
    expect(job.status).toBe('succeeded');
    expect(children.map((child) => child.status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(computed.filter((entry) => entry === `${String(input['uploadId'])} 0`)).toHaveLength(1);
  });

  it('takes states from the jobs when part of the events is lost', async () => {
    const open = closeGate();
    const { id } = await house.submit({});
    await firstChunkDone(id);

    await house.redis.trimEvents('video');
    open();

    expect((await ended(id)).job.status).toBe('succeeded');
  });

  it('cancels a running tree: everything ends, and a second cancel says so', async () => {
    closeGate();
    const { id } = await house.submit({});
    await firstChunkDone(id);

    expect((await house.jobs.cancel(id, house.userId)).status).toBe('cancelling');

    const { job, children } = await ended(id);
    expect(job).toMatchObject({ status: 'cancelled', error: undefined });
    await eventually(async () => {
      const states = (await now(id)).children.map((child) => child.status);
      expect(states).toEqual(['succeeded', 'cancelled', 'cancelled']);
    });
    expect(children).toHaveLength(3);
    await expect(house.jobs.cancel(id, house.userId)).rejects.toMatchObject({ code: 'job.alreadyFinished' });
  });

  it('cancels children that still wait for a worker, known or not', async () => {
    const open = closeGate();
    const { id } = await house.submit({ language: 'zz' });
    await firstChunkDone(id);
    await eventually(async () => expect((await now(id)).children).toHaveLength(12));

    await house.jobs.cancel(id, house.userId);

    expect((await ended(id)).job.status).toBe('cancelled');
    const states = await eventually(async () => {
      const all = (await now(id)).children.map((child) => child.status);
      expect(all.filter((state) => state === 'cancelled')).toHaveLength(11);
      return all;
    });
    open();
    const after = await house.submit({});
    await ended(after.id);
    expect((await now(id)).children.map((child) => child.status)).toEqual(states);
  });

  it('does not cancel a part of a job alone', async () => {
    const open = closeGate();
    const { id } = await house.submit({});
    await firstChunkDone(id);

    const [, part] = (await now(id)).children;
    await expect(house.jobs.cancel(part!.id, house.userId)).rejects.toMatchObject({ code: 'job.isPart' });

    open();
    expect((await ended(id)).job.status).toBe('succeeded');
  });

  it('goes on recording whatever others have written into the queue', async () => {
    const { id } = await house.submit({}, { runAt: new Date(Date.now() + 3_600_000) });
    for (const jobId of ['7', 'x_1', `${id}_1`]) {
      await house.redis.addEvent('video', { event: 'active', jobId });
      await house.redis.addEvent('video', { event: 'progress', jobId, data: '{"percent":"all"' });
      await house.redis.addEvent('video', { event: 'completed', jobId, returnvalue: 'null' });
    }

    const next = await house.submit({});

    expect((await ended(next.id)).job.status).toBe('succeeded');
  });

  it('cancels at once what has not been started', async () => {
    const { id } = await house.submit({}, { runAt: new Date(Date.now() + 3_600_000) });
    expect((await now(id)).job.status).toBe('scheduled');

    expect((await house.jobs.cancel(id, house.userId)).status).toBe('cancelled');
  });

  it('ends a job as expired when nobody could start it in time', async () => {
    const soon = new Date(Date.now() + 100);

    const { id } = await house.submit({}, { runAt: new Date(Date.now() + 3_600_000), expiresAt: soon });

    await status(id, 'expired');
    expect((await now(id)).job.error?.code).toBe('job.expired');
  });

  it('expires a job that has been put into Redis but found no free worker', async () => {
    const open = closeGate();
    const busy = await house.submit({ language: 'zz' });
    await eventually(async () => {
      const running = (await now(busy.id)).children.filter((child) => child.status === 'running');
      expect(running).toHaveLength(4);
    });

    const { id } = await house.submit({}, { expiresAt: new Date(Date.now() + 300) });

    await status(id, 'expired');
    open();
    expect((await ended(busy.id)).job.status).toBe('succeeded');
    expect((await now(id)).job).toMatchObject({ status: 'expired', attempts: 0 });
  });

  it('hides jobs of others', async () => {
    const { id } = await house.submit({});

    expect(await house.jobs.find(id, '018f0000-0000-7000-8000-000000000000')).toBeUndefined();
    await ended(id);
  });

  it('is told once when two job-status run', async () => {
    const second = await house.startStatus();
    const ids = await Promise.all(Array.from({ length: 10 }, async () => (await house.submit({})).id));

    const trees = await Promise.all(ids.map(ended));

    expect(trees.map(({ job }) => job.status)).toEqual(ids.map(() => 'succeeded'));
    for (const id of ids) expect((await logOf(id)).filter((event) => event.type === 'succeeded')).toHaveLength(1);
    await second.close();
  });
});
