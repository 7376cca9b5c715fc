import type { Redis } from 'ioredis';
import type { Account, AccountedJobs } from './account.ts';
import { until } from './until.ts';

const queues = ['system', 'video', 'video-short'];
const lists = ['wait', 'active', 'paused'];
const sets = ['delayed', 'prioritized', 'waiting-children'];

/** Nothing may be left open in Redis. A frozen worker or a late removal gets a moment. */
export async function accountForQueues(redis: Redis, { accepted }: AccountedJobs): Promise<Partial<Account>> {
  const ids = new Set(accepted.map(({ id }) => id));
  let open: string[] = [];
  const isEmpty = async () => {
    open = (await openJobs(redis))
      .filter(({ jobId }) => ids.has(jobId))
      .map(({ jobId, where }) => `${jobId} in ${where}`);
    return open.length === 0;
  };
  await until('nothing is open in Redis', isEmpty, { limitMs: 20_000, everyMs: 200 }).catch(() => undefined);
  return { wrong: open.map((one) => `Redis still has ${one}`) };
}

async function openJobs(redis: Redis) {
  const held: { jobId: string; where: string }[] = [];
  for (const queue of queues) {
    for (const name of [...lists, ...sets]) {
      const key = `polyspool:${queue}:${name}`;
      const bullIds = lists.includes(name) ? await redis.lrange(key, 0, -1) : await redis.zrange(key, '0', '-1');
      for (const bullId of bullIds) held.push({ jobId: bullId.slice(0, bullId.lastIndexOf('_')), where: key });
    }
  }
  return held;
}
