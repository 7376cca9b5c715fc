import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { testJobs } from './testing-kinds.js';
import { handled, openWorkshop, routesOf, type Workshop } from './testing-workshop.js';
import { WorkerRegistry } from './worker-registry.js';
import { openLasting } from './redis-connection.js';

describe('the registry of workers', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => shop.close());

  it('knows a worker from its start to its orderly end, with its queues and slots', async () => {
    expect(await shop.state.workers()).toEqual([]);
    const queues = [
      { name: 'test', concurrency: 3, routes: routesOf([]) },
      { name: 'test-short', concurrency: 2, routes: routesOf([]) },
    ];
    const before = Date.now();
    const host = await shop.startHostWith([], { name: 'video-worker', queues });

    const [worker] = await eventually(async () => {
      const workers = await shop.state.workers();
      expect(workers).toHaveLength(1);
      return workers;
    });
    await host.beforeApplicationShutdown();

    expect(worker).toMatchObject({ name: 'video-worker', queues: { test: 3, 'test-short': 2 }, active: 0 });
    expect(worker!.id).toMatch(/^.+:\d+:[0-9a-f]{8}$/);
    expect(worker!.startedAtMs).toBeGreaterThanOrEqual(before - 1_000);
    expect(Math.abs(worker!.seenAtMs - Date.now())).toBeLessThan(60_000);
    expect(worker!.rssBytes).toBeGreaterThan(10_000_000);
    expect(await shop.state.workers()).toEqual([]);
  });

  it('has the id that its jobs name', async () => {
    await shop.startHost(handled(testJobs.sum, async () => 1));
    const id = await shop.put(testJobs.sum);
    const { completed } = await shop.ended(id);

    const [worker] = await shop.state.workers();

    expect(completed?.worker).toBe(worker!.id);
  });

  it('forgets one that has fallen silent', async () => {
    const redis = openLasting(shop.connection, () => undefined);
    const registry = new WorkerRegistry(redis, shop.connection.prefix);
    const state = { name: 'w', queues: {}, startedAtMs: 1, active: 2, rssBytes: 3 };
    await registry.write('silent', state);
    await registry.write('alive', state);

    expect((await registry.read()).map(({ id }) => id).sort()).toEqual(['alive', 'silent']);
    expect(await redis.pttl(`${shop.connection.prefix}:worker:silent`)).toBeGreaterThan(50_000);
    await redis.zadd(`${shop.connection.prefix}:workers`, Date.now() - 61_000, 'silent');

    expect((await registry.read()).map(({ id }) => id)).toEqual(['alive']);
    redis.disconnect();
  });

  it('does not keep quiet about a command that Redis refuses', async () => {
    const redis = openLasting(shop.connection, () => undefined);
    const { prefix } = shop.connection;
    const registry = new WorkerRegistry(redis, prefix);
    await redis.set(`${prefix}:workers`, 'no set');

    await expect(
      registry.write('w', { name: 'w', queues: {}, startedAtMs: 1, active: 0, rssBytes: 1 }),
    ).rejects.toThrow('WRONGTYPE');
    await expect(registry.remove('w')).rejects.toThrow('WRONGTYPE');
    redis.disconnect();
  });
});
