import type { Job } from '@polyspool/contracts/job-status';
import { EventLog } from '@polyspool/database/event-log';
import { setJob } from '@polyspool/database/testing-records';
import { eventually } from '@polyspool/service/testing/eventually';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

describe('Prefer: wait', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());
  beforeEach(() => gateway.database.execute('TRUNCATE jobs, events CASCADE'));

  const submit = (prefer?: string) =>
    gateway.ask('POST', '/v1/jobs', keys.admin, {
      headers: { 'content-type': 'application/json', ...(prefer && { prefer }) },
      body: JSON.stringify({ type: 'system.debug', input: {} }),
    });
  const get = (path: string, headers: Record<string, string>) => gateway.ask('GET', path, keys.admin, { headers });
  const cancel = (id: string) => gateway.ask('POST', `/v1/jobs/${id}/cancel`, keys.admin);
  const said = async (answer: Response) => ({
    status: answer.status,
    applied: answer.headers.get('preference-applied'),
    job: await jsonOf<Job>(answer),
  });

  it('has a submission answered when its job has ended, as it ended', async () => {
    const submitted = submit('respond-async, wait=20');
    const id = await eventually(async () => {
      const [row] = await gateway.database.query<{ id: string }>('SELECT id FROM jobs');
      return row!.id;
    });
    await cancel(id);

    expect(await said(await submitted)).toMatchObject({
      status: 200,
      applied: 'wait=20',
      job: { id, status: 'cancelled', finishedAt: expect.any(String) },
    });
  });

  it('has it answered as ever when that takes longer', async () => {
    const answer = await submit('wait=1');

    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await said(answer)).toMatchObject({ status: 202, applied: 'wait=1', job: { status: 'queued' } });
  });

  it('has whoever knows how the job is answered when there is news, though nobody was told of it', async () => {
    const { id, seq: before } = await jsonOf<Job>(await submit());
    const seq = before + 1;
    const etag = (await get(`/v1/jobs/${id}`, {})).headers.get('etag')!;
    const polled = get(`/v1/jobs/${id}`, { prefer: 'wait=20', 'if-none-match': etag });
    await setJob(gateway.database, id, { status: 'running', percent: 40, seq });
    const change = { status: 'running', percent: 40 } as const;
    await gateway.app.get(EventLog).append(gateway.database, [{ jobId: id, seq, run: 1, type: 'running', change }]);

    expect(await said(await polled)).toMatchObject({ status: 200, job: { status: 'running', percent: 40 } });
    // What was known is no longer how it is: nothing to wait for.
    expect(await said(await get(`/v1/jobs/${id}`, { prefer: 'wait=20', 'if-none-match': etag }))).toMatchObject({
      status: 200,
      applied: null,
    });
  });

  it('holds no connection to the database, however many wait', async () => {
    const { id } = await jsonOf<Job>(await submit());
    const waiting = Array.from({ length: 60 }, () => get(`/v1/jobs/${id}`, { prefer: 'wait=20' }));

    expect((await get('/v1/me', {})).status).toBe(200);
    expect((await cancel(id)).status).toBe(202);
    for (const answer of await Promise.all(waiting)) {
      expect(await said(answer)).toMatchObject({ status: 200, job: { status: 'cancelled' } });
    }
  });

  it('has nobody wait for a job that is unknown or of others', async () => {
    const { id } = await jsonOf<Job>(await submit());

    const answer = await gateway.ask('GET', `/v1/jobs/${id}`, keys.ben, { headers: { prefer: 'wait=20' } });

    expect(answer.status).toBe(404);
  });
});

describe('polling', () => {
  it('is answered by 304 until there is news, and each poll, submission and cancellation is one line', async () => {
    const gateway = await openGateway();
    const { id } = await jsonOf<Job>(
      await gateway.ask('POST', '/v1/jobs', keys.admin, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'system.debug', input: {} }),
      }),
    );
    const paths = ['', '/tree', '/artifacts', '/attempts', '?limit=1'].map((path) =>
      path.startsWith('?') ? `/v1/jobs${path}` : `/v1/jobs/${id}${path}`,
    );
    const poll = async (tag?: string) =>
      Promise.all(
        paths.map((path) => gateway.ask('GET', path, keys.admin, { headers: tag ? { 'if-none-match': tag } : {} })),
      );
    const tags = (await poll()).map((answer) => answer.headers.get('etag')!);

    const again = await poll(tags.join(', '));
    await gateway.ask('POST', `/v1/jobs/${id}/cancel`, keys.admin);
    const after = await poll(tags.join(', '));

    expect(again.map(({ status }) => status)).toEqual(paths.map(() => 304));
    expect(after.map(({ status }) => status)).toEqual([200, 200, 304, 304, 200]);
    const lines = gateway.lines.filter((line) => line['jobId'] === id && line['msg'] === 'Request answered');
    const count = (method: string, route: string) =>
      lines.filter((line) => line['method'] === method && line['route'] === route).length;
    expect(count('GET', '/v1/jobs/:id')).toBe(3);
    expect(count('POST', '/v1/jobs')).toBe(1);
    expect(count('POST', '/v1/jobs/:id/cancel')).toBe(1);
    expect(new Set(lines.map((line) => line['level']))).toEqual(new Set(['info']));
    await gateway.close();
  });
});
