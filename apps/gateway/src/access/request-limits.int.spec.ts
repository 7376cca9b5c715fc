import { RequestCounter, SharedCounts } from '@polyspool/access/request-counter';
import { TestRedis } from '@polyspool/jobs/testing-redis';
import { testStores } from '@polyspool/service/testing/env';
import { Metrics } from '@polyspool/service/metrics';
import { eventually } from '@polyspool/service/testing/eventually';
import { readMetrics } from '@polyspool/service/testing/read-metrics';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

const few = { RATE_LIMIT_KEY_READS: 40, RATE_LIMIT_KEY_WRITES: 3, RATE_LIMIT_PERSON_READS: 0, RATE_LIMIT_FAILURES: 3 };

const json = { 'content-type': 'application/json' };

const leftIn = (answer: Response, name: string) =>
  Number(new RegExp(`"${name}";r=(\\d+)`).exec(answer.headers.get('ratelimit') ?? '')?.[1]);

describe('the limit of requests', () => {
  const prefix = `test-${randomUUID()}`;
  let gateways: TestGateway[];
  let redis: TestRedis;
  let way: Awaited<ReturnType<typeof freezableWayTo>>;
  beforeAll(async () => {
    const REDIS_URL = testStores().TEST_REDIS_URL;
    redis = new TestRedis({ redisUrl: REDIS_URL }, prefix);
    way = await freezableWayTo(REDIS_URL);
    const replica = () => openGateway({ ...few, REDIS_URL, QUEUE_PREFIX: prefix });
    const frozen = openGateway({ ...few, REDIS_URL: way.url, QUEUE_PREFIX: prefix });
    gateways = await Promise.all([replica(), frozen]);
  });
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    way.close();
    await redis.close();
  });

  const post = (gateway: TestGateway, key: string) =>
    gateway.ask('POST', '/v1/jobs', key, { body: '{}', headers: json });

  it('is told with every answer, and polls have another than what begins work', async () => {
    const [gateway] = gateways as [TestGateway];
    const poll = await gateway.ask('GET', '/v1/jobs', keys.operator);

    expect(poll.headers.get('ratelimit-policy')).toBe('"key-reads";q=40;w=60');
    expect([leftIn(poll, 'key-reads'), leftIn(await post(gateway, keys.operator), 'key-writes')]).toEqual([39, 2]);
  });

  it('refuses what is above it with 429 and when to come back, for that key only', async () => {
    const [gateway] = gateways as [TestGateway];
    for (let left = 2; left >= 0; left--) expect(leftIn(await post(gateway, keys.anna), 'key-writes')).toBe(left);

    const refused = await post(gateway, keys.anna);

    expect([refused.status, (await jsonOf<{ code: string }>(refused)).code]).toEqual([429, 'auth.tooManyRequests']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect((await gateway.ask('GET', '/v1/jobs', keys.anna)).status).toBe(200);
    expect((await post(gateway, keys.ben)).status).toBe(400);
  });

  it('is one for all replicas', async () => {
    const connection = { redisUrl: testStores().TEST_REDIS_URL, prefix };
    const shared = [0, 1].map(() => new SharedCounts(connection, () => undefined));
    const [one, other] = shared.map((counts) => new RequestCounter({ name: 'polls', requests: 1_000 }, counts));

    // Each is told of the sum after it has said what it knows itself.
    await eventually(async () => {
      for (let asked = 0; asked < 10; asked++) await one!.take('anna');
      const { left } = await other!.take('anna');
      expect(left).toBeLessThan(980);
    });

    expect((await other!.take('ben')).left).toBe(999);
    for (const counts of shared) counts.close();
  });

  it('holds, and delays nobody, while Redis is there and says nothing', async () => {
    const [, frozen] = gateways as [TestGateway, TestGateway];
    const shared = new SharedCounts({ redisUrl: testStores().TEST_REDIS_URL, prefix }, () => undefined);
    const replica = new RequestCounter({ name: 'key-reads', requests: 1_000 }, shared);
    await eventually(async () => {
      const { keyId } = await jsonOf<{ keyId: string }>(await frozen.ask('GET', '/v1/me', keys.operator));
      await replica.take(keyId);
      expect((await replica.take(keyId)).left).toBeLessThan(995);
    });
    shared.close();
    way.freeze();
    const begun = performance.now();
    const statuses = [];
    for (let asked = 0; asked < 5; asked++) statuses.push((await post(frozen, keys.anna)).status);

    expect(statuses).toEqual([400, 400, 400, 429, 429]);
    // Who waited for an answer would have waited 1.5 s each time.
    expect(performance.now() - begun).toBeLessThan(1_500);
    const ready = await fetch(`${frozen.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'degraded', reasons: ['redis-unreachable'] }]);
  });

  it('is for keys that are none, by address; good ones from there go on to open', async () => {
    const [gateway] = gateways as [TestGateway];
    const statuses = [];
    for (let asked = 0; asked < 5; asked++)
      statuses.push((await gateway.ask('GET', '/v1/jobs', `guess-${asked}`)).status);

    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    expect((await gateway.ask('GET', '/v1/jobs', keys.ben)).status).toBe(200);
  });

  it('is counted by budget, and by whether there was something left in it', async () => {
    const [gateway] = gateways as [TestGateway];
    const { text } = await gateway.app.get(Metrics).scrape();

    const counted = readMetrics(text).get('rate_limit_requests_total')!;
    const of = (budget: string, outcome: string) =>
      counted.find(({ labels }) => labels['budget'] === budget && labels['outcome'] === outcome)?.value;
    expect([of('failures', 'passed'), of('failures', 'refused')]).toEqual([3, 2]);
    expect(of('key-writes', 'refused')).toBe(1);
    expect(of('key-reads', 'passed')).toBeGreaterThan(1);
  });
});

/** A way to Redis on which nothing more comes or goes once it is frozen, as when the process of Redis is. */
async function freezableWayTo(redisUrl: string) {
  const { hostname, port } = new URL(redisUrl);
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const server = createServer((socket) => {
    const upstream = connect(Number(port), hostname);
    for (const one of [socket, upstream]) sockets.add(one.on('error', () => undefined));
    if (!isFrozen) socket.pipe(upstream).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(redisUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    freeze: () => {
      isFrozen = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
