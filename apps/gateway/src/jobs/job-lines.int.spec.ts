import type { Job } from '@polyspool/contracts/job-status';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

describe('the life of a job in the log of the gateway', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());

  it('has a line when the job is accepted, and when it ends before any worker has seen it', async () => {
    const runAt = new Date(Date.now() + 3_600_000).toISOString();
    const body = JSON.stringify({ type: 'system.debug', input: {}, runAt });
    const headers = { 'content-type': 'application/json', traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01` };

    const job = await jsonOf<Job>(await gateway.ask('POST', '/v1/jobs', keys.admin, { body, headers }));
    await gateway.ask('POST', `/v1/jobs/${job.id}/cancel`, keys.admin);

    const lines = gateway.lines.filter((line) => line['jobId'] === job.id);
    const fields = { type: 'system.debug', queue: 'system', attempt: 0, ...(job.traceId && { traceId: job.traceId }) };
    expect(lines).toMatchObject([
      { msg: 'Job enqueued', ...fields },
      { msg: 'Job cancelled', ...fields },
    ]);
  });
});
