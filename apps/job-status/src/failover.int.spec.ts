import { TestRedisServers } from '@polyspool/jobs/testing-redis-servers';
import { eventually } from '@polyspool/service/testing/eventually';
import { type ChunkHouse, openChunkHouse } from './testing-chunks.js';

const password = 'test';

describe('jobs, when the master behind the Sentinels is killed', () => {
  const servers = new TestRedisServers();
  let house: ChunkHouse;
  let master: number;
  beforeAll(async () => {
    const queue = await servers.startSentinels(password);
    master = queue.master;
    house = await openChunkHouse({
      REDIS_SENTINELS: queue.topology.sentinels,
      REDIS_SENTINEL_NAME: queue.topology.masterName,
      REDIS_PASSWORD: password,
    });
  }, 30_000);
  afterAll(async () => {
    await house?.close();
  });
  afterAll(() => servers.close());

  it('are accepted all the while, and each of them and its chunks comes to its end', async () => {
    const accepted: string[] = [];
    const slowestMs = { accept: 0 };
    const submit = async (count: number) => {
      for (let made = 0; made < count; made++) {
        const startedAt = Date.now();
        accepted.push((await house.submit({})).id);
        slowestMs.accept = Math.max(slowestMs.accept, Date.now() - startedAt);
      }
    };

    await submit(30);
    await house.ended(accepted[0]!);
    await servers.kill(master);
    await submit(30);

    const ended = await eventually(async () => {
      const snapshots = await Promise.all(accepted.map((id) => house.now(id)));
      expect(snapshots.filter(({ job }) => job.status !== 'succeeded').map(({ job }) => job.status)).toEqual([]);
      return snapshots;
    }, 40_000);
    expect(slowestMs.accept).toBeLessThan(1_000);
    for (const { children } of ended) {
      expect(children.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    }
  }, 60_000);
});
