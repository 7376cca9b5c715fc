import type { Job } from '@polyspool/contracts/job-status';
import { bury } from '@polyspool/database/dead-letters';
import { JobRecords } from '@polyspool/database/job-records';
import { setJob } from '@polyspool/database/testing-records';
import { v7 } from 'uuid';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

describe('the life of a job in the log of the gateway', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());

  /** Beside those of the requests that were about it. */
  const linesOf = (id: string) =>
    gateway.lines.filter((line) => line['jobId'] === id && line['msg'] !== 'Request answered');

  it('has a line when the job is accepted, and when it ends before any worker has seen it', async () => {
    const runAt = new Date(Date.now() + 3_600_000).toISOString();
    const body = JSON.stringify({ type: 'system.debug', input: {}, runAt });
    const headers = { 'content-type': 'application/json', traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01` };

    const job = await jsonOf<Job>(await gateway.ask('POST', '/v1/jobs', keys.admin, { body, headers }));
    await gateway.ask('POST', `/v1/jobs/${job.id}/cancel`, keys.admin);

    const lines = linesOf(job.id);
    const fields = { type: 'system.debug', queue: 'system', attempt: 0, ...(job.traceId && { traceId: job.traceId }) };
    expect(lines).toMatchObject([
      { msg: 'Job enqueued', ...fields },
      { msg: 'Job cancelled', ...fields },
    ]);
  });

  const accept = async () => {
    const job = { id: v7(), userId: gateway.anna.id, type: 'video.process', queue: 'video', input: {} };
    const { id } = await gateway.app.get(JobRecords).accept(job, 200);
    return id;
  };
  const fail = async () => {
    const id = await accept();
    const error = JSON.stringify({ code: 'engine.failed', detail: 'No' });
    await setJob(gateway.database, id, { status: 'failed', error, attempts: 3, finished_at: new Date() });
    await gateway.database.transaction((tx) => bury(tx, [{ jobId: id, fingerprint: 'aa', diedAt: new Date() }]));
    return id;
  };
  const post = (path: string, body: object = {}) =>
    gateway.ask('POST', path, keys.operator, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const fields = { type: 'video.process', queue: 'video', attempt: 0 };

  it('has a line for each run that begins', async () => {
    const ids = [await fail(), await fail(), await fail(), await fail()] as const;

    await post(`/v1/jobs/${ids[0]}/retry`);
    await post(`/v1/jobs/${ids[1]}/resume`);
    await post('/v1/jobs/retry', { filter: { ids: [ids[2]] } });
    await post('/v1/admin/dead-letters/replay', { jobIds: [ids[3]] });

    for (const id of ids) expect(linesOf(id)).toMatchObject([{ msg: 'Job enqueued', ...fields }]);
  });

  it('has a line for each job that a purge ends, and none for those that job-status is to end', async () => {
    const [waiting, inRedis] = [await accept(), await accept()];
    await gateway.database.execute('DELETE FROM outbox WHERE job_id = $1', [inRedis]);

    await post('/v1/admin/queues/video/purge');

    expect(linesOf(waiting)).toMatchObject([{ msg: 'Job cancelled', ...fields }]);
    expect(linesOf(inRedis)).toEqual([]);
  });

  it('has no line for an end that came between the cancel and its answer', async () => {
    const id = await accept();
    await setJob(gateway.database, id, { status: 'cancelling' });
    const jobs = gateway.app.get(JobRecords);
    const { find } = jobs;
    jobs.find = async (...asked) => {
      await setJob(gateway.database, id, { status: 'cancelled', finished_at: new Date() });
      return find.apply(jobs, asked);
    };

    const answer = await post(`/v1/jobs/${id}/cancel`).finally(() => (jobs.find = find));

    expect(await jsonOf<Job>(answer)).toMatchObject({ status: 'cancelled' });
    expect(linesOf(id)).toEqual([]);
  });
});
