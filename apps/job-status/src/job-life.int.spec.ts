import { isTerminal } from '@polyspool/contracts/job-status';
import { type ChunkHouse, openChunkHouse } from './testing-chunks.js';

describe('the life of a job', () => {
  let house: ChunkHouse;
  beforeAll(async () => {
    house = await openChunkHouse();
  });
  afterAll(() => house.close());
  beforeEach(() => {
    house.openGate();
    house.control.isBroken = true;
  });

  it('goes from accepted to succeeded, with its children and one set of published files', async () => {
    const { id } = await house.submit({});

    const { job, children, artifacts } = await house.ended(id);

    expect(job).toMatchObject({ status: 'succeeded', percent: 100, output: { chunks: 3 }, attempts: 1 });
    expect(children.map((child) => [child.status, child.input['startSeconds']])).toEqual([
      ['succeeded', 0],
      ['succeeded', 10],
      ['succeeded', 20],
    ]);
    expect(artifacts.map((artifact) => artifact.name)).toEqual(['transcript.json']);
  });

  it('tells every change once, in order, and the bar never goes back', async () => {
    const open = house.closeGate();
    const { id } = await house.submit({});
    await house.firstChunkDone(id);
    open();
    await house.ended(id);

    const log = await house.logOf(id);

    expect(log.map((event) => event.seq)).toEqual(log.map((_event, index) => index + 1));
    const percents = log.flatMap((event) => event.change.percent ?? []);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(new Set(percents).size).toBeGreaterThanOrEqual(3);
    expect(log.filter((event) => event.type === 'succeeded')).toHaveLength(1);
  });

  it('fails with the reason when a chunk has failed for good', async () => {
    const { id } = await house.submit({ language: 'xx' });

    const { job, children } = await house.ended(id);

    expect(job).toMatchObject({ status: 'failed', error: { code: 'video.chunkFailed', detail: 'media.unreadable' } });
    expect(children[1]).toMatchObject({
      status: 'failed',
      error: { code: 'media.unreadable', detail: 'Not this one' },
    });
  });

  it('runs again from the part that failed, without computing the others again', async () => {
    const { id, input } = await house.submit({ language: 'xx' });
    expect((await house.ended(id)).job.status).toBe('failed');
    house.control.isBroken = false;

    await house.runs.again(id, house.userId, 200);

    const { job, children } = await house.ended(id);
    expect(job).toMatchObject({ status: 'succeeded', run: 2, attempts: 1, percent: 100, error: undefined });
    expect(children.map((child) => [child.status, child.run])).toEqual([1, 2, 3].map(() => ['succeeded', 2]));
    const mine = house.control.computed.filter((entry) => entry.startsWith(String(input['uploadId'])));
    expect(mine.map((entry) => entry.split(' ')[1]).sort()).toEqual(['0', '10', '20']);
    const log = await house.logOf(id);
    expect(log.filter((event) => isTerminal(event.change.status ?? 'queued')).map((event) => event.run)).toEqual([
      1, 2,
    ]);
    await expect(house.runs.again(id, house.userId, 200)).rejects.toMatchObject({ code: 'job.notResumable' });
  });

  it('goes on after Redis was emptied in mid-tree, without computing finished chunks again', async () => {
    const open = house.closeGate();
    const { id, input } = await house.submit({});
    await house.firstChunkDone(id);

    await house.redis.empty();
    open();

    const { job, children } = await house.ended(id);
    expect(job.status).toBe('succeeded');
    expect(children.map((child) => child.status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(house.control.computed.filter((entry) => entry === `${String(input['uploadId'])} 0`)).toHaveLength(1);
  });

  it('takes states from the jobs when part of the events is lost', async () => {
    const open = house.closeGate();
    const { id } = await house.submit({});
    await house.firstChunkDone(id);

    await house.redis.trimEvents('video');
    open();

    expect((await house.ended(id)).job.status).toBe('succeeded');
  });

  it('goes on recording whatever others have written into the queue', async () => {
    const { id } = await house.submit({}, { runAt: new Date(Date.now() + 3_600_000) });
    for (const jobId of ['7', 'x_1', `${id}_1`]) {
      await house.redis.addEvent('video', { event: 'active', jobId });
      await house.redis.addEvent('video', { event: 'progress', jobId, data: '{"percent":"all"' });
      await house.redis.addEvent('video', { event: 'completed', jobId, returnvalue: 'null' });
    }

    const next = await house.submit({});

    expect((await house.ended(next.id)).job.status).toBe('succeeded');
  });

  it('hides jobs of others', async () => {
    const { id } = await house.submit({});

    expect(await house.jobs.find(id, '018f0000-0000-7000-8000-000000000000')).toBeUndefined();
    await house.ended(id);
  });

  it('is told once when two job-status run', async () => {
    const second = await house.startStatus();
    const ids = await Promise.all(Array.from({ length: 10 }, async () => (await house.submit({})).id));

    const trees = await Promise.all(ids.map(house.ended));

    expect(trees.map(({ job }) => job.status)).toEqual(ids.map(() => 'succeeded'));
    for (const id of ids) expect((await house.logOf(id)).filter((event) => event.type === 'succeeded')).toHaveLength(1);
    await second.close();
  });
});
