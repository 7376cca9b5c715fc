import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

const scrapeKey = 'a-key-that-only-Prometheus-has-long-enough';

describe('what the service says about itself', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await openGateway({ METRICS_KEY: scrapeKey });
  });
  afterAll(() => gateway.close());

  it.each([
    [keys.operator, 200, undefined],
    [keys.admin, 200, undefined],
    [keys.anna, 403, 'auth.forbidden'],
    ['unknown', 401, 'auth.invalid'],
  ])('is for operators and administrators: %s', async (key, status, code) => {
    const answer = await gateway.ask('GET', '/internal/info', key);

    expect([answer.status, (await jsonOf<{ code?: string }>(answer)).code]).toEqual([status, code]);
  });

  it('is counted for whoever has the key of Prometheus, which opens nothing else', async () => {
    const statusOf = async (path: string, key: string) => (await gateway.ask('GET', path, key)).status;

    expect(await statusOf('/metrics', scrapeKey)).toBe(200);
    expect(await statusOf('/metrics', keys.operator)).toBe(200);
    expect(await statusOf('/metrics', `${scrapeKey}.`)).toBe(401);
    expect(await statusOf('/internal/info', scrapeKey)).toBe(401);
    expect(await statusOf('/v1/jobs', scrapeKey)).toBe(401);
  });

  it('is that it is not ready while the storage is away', async () => {
    const { storage } = gateway;
    const { check } = storage;
    storage.check = () => Promise.reject(new Error('The disk is away'));
    const answer = await fetch(`${gateway.url}/health/ready`).finally(() => (storage.check = check));

    expect([answer.status, await answer.json()]).toMatchObject([503, { failing: ['storage'] }]);
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
  });
});
