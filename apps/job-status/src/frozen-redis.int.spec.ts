import { TestRedisServers } from '@polyspool/jobs/testing-redis-servers';
import { eventually } from '@polyspool/service/testing/eventually';
import { Readiness } from '@polyspool/service/readiness';
import { type ChunkHouse, openChunkHouse } from './testing-chunks.js';

/** As a network that swallows everything has it: connections stand, and nothing is ever answered. */
describe('job-status, while Redis answers nothing', () => {
  const servers = new TestRedisServers();
  let house: ChunkHouse;
  let port: number;
  beforeAll(async () => {
    port = await servers.startOne();
    house = await openChunkHouse({ REDIS_URL: `redis://127.0.0.1:${port}` });
  });
  afterEach(() => servers.signal(port, 'SIGCONT'));
  afterAll(async () => {
    await house?.close();
  });
  afterAll(() => servers.close());

  const within = async <Answer>(ms: number, work: () => Promise<Answer>) => {
    const startedAt = Date.now();
    const answer = await work();
    expect(Date.now() - startedAt).toBeLessThan(ms);
    return answer;
  };

  it('is ready, takes jobs and cancels what nobody has, all of it at once; then they run', async () => {
    await house.ended((await house.submit({})).id);
    servers.signal(port, 'SIGSTOP');

    const ready = await within(1_000, () => fetch(`${house.url}/health/ready`));
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'degraded', reasons: ['redis-unreachable'] }]);
    const metrics = await within(4_000, async () => (await fetch(`${house.url}/metrics`)).text());
    expect(metrics).toMatch(/^redis_up 0$/m);
    expect(metrics).toMatch(/^job_queue_depth\{queue="video",state="waiting"\} 0$/m);
    const { id } = await within(500, () => house.submit({}));
    const later = await within(500, () => house.submit({}, { runAt: new Date(Date.now() + 3_600_000) }));
    expect((await within(500, () => house.jobs.cancel(later.id, house.userId))).status).toBe('cancelled');
    expect((await within(500, () => house.now(id))).job.status).toBe('queued');

    servers.signal(port, 'SIGCONT');
    expect((await house.ended(id)).job.status).toBe('succeeded');
  }, 60_000);

  it('stops within the time that a service has to close', async () => {
    const replica = await house.startStatus();
    await eventually(async () => expect(await replica.get(Readiness).failing()).toEqual([]));
    servers.signal(port, 'SIGSTOP');
    const { id } = await house.submit({});

    await within(4_000, () => replica.close());

    servers.signal(port, 'SIGCONT');
    expect((await house.ended(id)).job.status).toBe('succeeded');
  }, 60_000);
});
