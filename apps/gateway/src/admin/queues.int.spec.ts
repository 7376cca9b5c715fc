import type { Job } from '@polyspool/contracts/job-status';
import type { QueueList, QueueStatus } from '@polyspool/contracts/queue-status';
import { bury } from '@polyspool/database/dead-letters';
import { JobRecords } from '@polyspool/database/job-records';
import { setJob } from '@polyspool/database/testing-records';
import { v7 } from 'uuid';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

describe('queues and ended jobs in the hands of people', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway({ MAX_OPEN_JOBS: 3 });
  });
  afterAll(() => gateway.close());
  beforeEach(() => gateway.database.execute('TRUNCATE jobs, queue_controls CASCADE'));

  const post = async <Shape>(path: string, body?: object, key = keys.operator) => {
    const headers = body ? { 'content-type': 'application/json' } : {};
    const init = body ? { headers, body: JSON.stringify(body) } : {};
    const answer = await gateway.ask('POST', path, key, init);
    return { status: answer.status, body: await jsonOf<Shape>(answer) };
  };
  const accept = () =>
    gateway.app
      .get(JobRecords)
      .accept({ id: v7(), userId: gateway.anna.id, type: 'video.process', queue: 'video', input: {} }, 100);
  const failed = async () => {
    const { id } = await accept();
    const error = JSON.stringify({ code: 'engine.failed', detail: 'No' });
    await setJob(gateway.database, id, { status: 'failed', error, finished_at: new Date() });
    await gateway.database.transaction((tx) => bury(tx, [{ jobId: id, fingerprint: 'aa', diedAt: new Date() }]));
    return id;
  };
  const statusOf = async (id: string) => (await jsonOf<Job>(await gateway.ask('GET', `/v1/jobs/${id}`))).status;

  it('shows the queues, and pauses, drains and opens one', async () => {
    await accept();

    expect((await post('/v1/admin/queues/video/pause')).body).toMatchObject({
      queue: 'video',
      state: 'paused',
      queued: 1,
    });
    const { items } = await jsonOf<QueueList>(await gateway.ask('GET', '/v1/admin/queues', keys.operator));
    const states = items.map(({ queue, state }) => [queue, state]);
    expect(states).toEqual(
      expect.arrayContaining([
        ['video', 'paused'],
        ['system', 'open'],
      ]),
    );
    expect((await post('/v1/admin/queues/video/drain')).body).toMatchObject({ state: 'draining' });
    expect((await post('/v1/admin/queues/video/resume')).body).toMatchObject({ state: 'open' });
  });

  it('knows queues by the names they had before, and no others', async () => {
    expect((await post<QueueStatus>('/v1/admin/queues/celery/pause')).body.queue).toBe('video');
    expect(await post('/v1/admin/queues/nowhere/pause')).toMatchObject({
      status: 404,
      body: { code: 'queue.unknown' },
    });
  });

  it('counts before it purges', async () => {
    const { id } = await accept();

    expect((await post('/v1/admin/queues/video/purge', { dryRun: true })).body).toEqual({ matched: 1, cancelled: 0 });
    expect(await statusOf(id)).toBe('queued');
    expect((await post('/v1/admin/queues/video/purge')).body).toEqual({ matched: 1, cancelled: 1 });
    expect(await statusOf(id)).toBe('cancelled');
  });

  it('replays dead letters, and says how many before', async () => {
    const id = await failed();

    const replay = (body: object) => post('/v1/admin/dead-letters/replay', body);
    expect((await replay({ fingerprint: 'aa', dryRun: true })).body).toEqual({ matched: 1, retried: 0 });
    expect((await replay({ fingerprint: 'aa', perSecond: 5 })).body).toEqual({ matched: 1, retried: 1 });
    expect(await statusOf(id)).toBe('queued');
    expect(await replay({ fingerprint: 'aa' })).toMatchObject({ status: 404, body: { code: 'deadLetter.unknown' } });
    expect(await replay({ fingerprint: 'aa', all: true })).toMatchObject({ status: 400 });
  });

  it('lets people retry what is theirs, one or many', async () => {
    const [first, second] = [await failed(), await failed()];

    const retry = (path: string, body?: object, key = keys.anna) => post<Job>(`/v1/jobs/${path}`, body, key);
    expect(await retry(`${first}/retry`, undefined, keys.ben)).toMatchObject({ status: 404 });
    expect(await retry(`${first}/retry`)).toMatchObject({ status: 202, body: { status: 'queued', run: 2 } });
    expect(await retry(`${first}/retry`)).toMatchObject({ status: 409, body: { code: 'job.notResumable' } });
    expect(await retry('retry', { filter: {} })).toMatchObject({ status: 400, body: { code: 'filter.empty' } });
    const filter = { type: 'video.process', since: new Date(Date.now() - 60_000).toISOString() };
    expect((await retry('retry', { filter }, keys.ben)).body).toEqual({ matched: 0, retried: 0 });
    expect((await retry('retry', { filter, dryRun: true })).body).toEqual({ matched: 1, retried: 0 });
    expect((await retry('retry', { filter })).body).toEqual({ matched: 1, retried: 1 });
    expect(await statusOf(second)).toBe('queued');
  });

  it('lets people have no more jobs open by a retry than by submitting, and none in a draining queue', async () => {
    const ids: string[] = [];
    for (let made = 0; made < 5; made++) ids.push(await failed());
    const retry = (path: string, body?: object) => post<Job>(`/v1/jobs/${path}`, body, keys.anna);

    await post('/v1/admin/queues/video/drain');
    expect(await retry(`${ids[0]}/retry`)).toMatchObject({ status: 503, body: { code: 'queue.draining' } });
    expect((await retry('retry', { filter: { ids } })).body).toEqual({ matched: 5, retried: 0 });
    await post('/v1/admin/queues/video/resume');

    expect((await retry('retry', { filter: { ids } })).body).toEqual({ matched: 5, retried: 3 });
    expect(await retry(`${ids[3]}/retry`)).toMatchObject({ status: 429, body: { code: 'quota.jobs' } });
    expect(await retry(`${ids[3]}/resume`)).toMatchObject({ status: 429, body: { code: 'quota.jobs' } });
    expect((await post('/v1/admin/dead-letters/replay', { jobIds: ids })).body).toEqual({ matched: 2, retried: 2 });
  });

  it('is for operators and administrators, where it is about all', async () => {
    for (const path of ['queues/video/pause', 'queues/video/purge', 'dead-letters/replay']) {
      expect((await post(`/v1/admin/${path}`, {}, keys.anna)).status).toBe(403);
    }
  });
});
