import { eventually } from '@polyspool/service/testing/eventually';
import { v7 } from 'uuid';
import { CuttableWay } from '../testing/cuttable-way.js';
import { formOf, openGateway, type TestGateway } from '../testing/open-gateway.js';

const scrapeKey = 'a-key-that-only-Prometheus-has-long-enough';

describe('while Postgres is away', () => {
  const way = new CuttableWay();
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await openGateway({ METRICS_KEY: scrapeKey }, (url) => way.to(url));
  });
  afterAll(async () => {
    await gateway.close();
    await way.cut();
  });

  const json = (body: object) => ({ body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  const job = json({ type: 'video.process', input: { uploadId: v7() } });
  const requests: [string, string, RequestInit?][] = [
    ['GET', '/v1/jobs'],
    ['GET', `/v1/jobs/${v7()}`],
    ['GET', `/v1/jobs/${v7()}/tree`],
    ['POST', `/v1/jobs/${v7()}/cancel`],
    ['POST', '/v1/jobs', job],
    ['GET', '/v1/uploads'],
    ['POST', '/v1/uploads', { body: formOf('bytes') }],
    ['DELETE', `/v1/uploads/${v7()}`],
    ['GET', `/v1/artifacts/${v7()}/content`],
    ['GET', '/health/workers'],
    ['GET', '/health/celery'],
  ];
  const isBack = () => eventually(async () => expect((await gateway.ask('GET', '/v1/jobs')).status).toBe(200));

  it('every request is answered with 503 and when to try again, and it goes on when Postgres is back', async () => {
    await isBack();
    await way.cut();
    // Until then who was known a moment ago is still known.
    await eventually(async () => expect((await gateway.ask('GET', '/v1/me')).status).toBe(503));

    for (const [method, path, init] of requests) {
      const answer = await gateway.ask(method, path, undefined, init);

      expect([method, path, answer.status]).toEqual([method, path, 503]);
      expect(answer.headers.get('content-type')).toMatch('application/problem+json');
      expect(answer.headers.get('retry-after')).toBe('5');
      expect(await answer.json()).toMatchObject({ code: 'service.unavailable' });
    }
    const ready = await fetch(`${gateway.url}/health/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([
      503,
      { failing: ['postgres'], reasons: ['db-unreachable'] },
    ]);
    const scraped = await gateway.ask('GET', '/metrics', scrapeKey);
    expect([scraped.status, await scraped.text()]).toEqual([200, expect.stringMatching(/^service_ready 0$/m)]);
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
    await way.mend();
    await isBack();
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
  }, 30_000);

  it('is not away for long when its connections are ended', async () => {
    await isBack();
    await Promise.all([1, 2, 3, 4, 5].map(() => gateway.ask('GET', '/v1/jobs')));
    const seen = new Set<number>();

    const ended = await gateway.database.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await eventually(async () => {
      const { status } = await gateway.ask('GET', '/v1/jobs');
      seen.add(status);
      expect(status).toBe(200);
    });

    expect(ended).not.toEqual([]);
    expect([...seen].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  });
});
