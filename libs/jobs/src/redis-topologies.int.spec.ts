import { defineJobs } from '@polyspool/contracts/define-jobs';
import type { RedisTopology } from '@polyspool/service/redis-topology';
import { eventually } from '@polyspool/service/testing/eventually';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { bullIdOf, newJobId, parseBullId } from './job-ids.js';
import { prefixOf } from './redis-connection.js';
import { halve, testJobs } from './testing-kinds.js';
import { TestRedisServers } from './testing-redis-servers.js';
import { handled, messagesIn, openWorkshop, testLimits, testQueue, type Workshop } from './testing-workshop.js';

const password = 'test';

const { endless, short } = defineJobs('test', {
  endless: { ...testLimits, input: z.strictObject({}), output: z.null(), steps: ['wait'] },
  short: { ...testLimits, input: z.strictObject({}), output: z.null(), steps: ['wait'] },
});

/** What it adds up is halved by children. */
const sum = handled(testJobs.sum, async (job) => {
  job.report('sum', 0.5);
  const halves = await job.children(
    testJobs.half,
    job.input.values.map((value) => ({ value })),
  );
  return halves.reduce((total, half) => total + (half.ok ? half.output : 0), 0);
});

const untilStopped = handled(
  endless,
  ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
);

const shortWork = handled(short, async () => {
  await delay(20);
  return null;
});

describe('jobs on a Redis that is', () => {
  let servers: TestRedisServers;
  let shop: Workshop | undefined;
  beforeEach(() => {
    servers = new TestRedisServers();
  });
  afterEach(async () => {
    await shop?.close();
    shop = undefined;
  });
  afterEach(() => servers.close());

  const open = async (topology: RedisTopology) => {
    shop = await openWorkshop(topology);
    await shop.startHost(sum, halve, untilStopped, shortWork);
    return shop;
  };

  /** Connections stand, and nothing is answered: as behind a network that swallows everything. */
  const refuseWhileFrozen = async ({ client, state, put }: Workshop) => {
    servers.signalAll('SIGSTOP');
    const startedAt = Date.now();
    const calls = [
      put(short),
      client.check(),
      client.remove(testQueue, 'x_1'),
      client.askToStop(testQueue, 'x_1'),
      state.jobs(testQueue, ['x_1']),
    ];
    const answers = await Promise.allSettled(calls);
    expect(answers.map(({ status }) => status)).toEqual(calls.map(() => 'rejected'));
    expect(Date.now() - startedAt).toBeLessThan(2_500);
    servers.signalAll('SIGCONT');
    await eventually(() => client.check());
  };

  it('one node: are put, run with children, told of, cancelled and removed', async () => {
    const port = await servers.startOne(['--requirepass', password]);

    const running = await open({ redisUrl: `redis://:${password}@127.0.0.1:${port}` });
    await wholeLife(running);
    await refuseWhileFrozen(running);
  });

  it('a master behind Sentinels: the same, and all that was accepted runs when the master is killed', async () => {
    const { topology, master } = await servers.startSentinels(password);
    const running = await open(topology);
    await wholeLife(running);

    expect(await outageOf(running, () => servers.kill(master))).toBeLessThan(12_000);
    await running.redis.trimEvents(testQueue);
    await wholeLife(running);
    await refuseWhileFrozen(running);
  }, 30_000);

  it('a Cluster: the same, in one slot, and all that was accepted runs when the node which has it is killed', async () => {
    const { topology, ownerOf } = await servers.startCluster(password);
    const running = await open(topology);
    await wholeLife(running);
    const prefix = prefixOf(running.connection);
    expect(prefix).toMatch(/^\{.+\}$/);

    const owner = await ownerOf(prefix);
    expect(await outageOf(running, () => servers.kill(owner))).toBeLessThan(12_000);
    await running.redis.trimEvents(testQueue);
    await wholeLife(running);
    await refuseWhileFrozen(running);
  }, 30_000);
});

async function wholeLife({ client, state, put, ended, told }: Workshop) {
  const parent = await put(testJobs.sum, { values: [2, 4, 6, 8] });
  expect((await ended(parent)).completed?.output).toBe(10);
  const events = (await told(parent)).map(({ event }) => event);
  expect(events).toEqual(expect.arrayContaining(['added', 'active', 'waiting-children', 'completed']));
  expect(messagesIn(await told(parent)).some(({ step }) => step === 'sum')).toBe(true);
  const children = await state.childrenOf([{ queue: testQueue, bullId: parent }], testQueue);
  expect(children).toHaveLength(4);

  const stopped = await put(endless);
  await eventually(async () => expect((await state.jobs(testQueue, [stopped]))[0]?.attemptsStarted).toBe(1));
  expect(await client.remove(testQueue, stopped)).toBe(false);
  await eventually(async () => {
    await client.askToStop(testQueue, stopped);
    expect((await state.jobs(testQueue, [stopped]))[0]?.failedReason).toContain('job.cancelled');
  });

  await eventually(async () => {
    await client.forgetFinished(testQueue, 0);
    expect(await state.missing(testQueue, [parent, stopped, ...children])).toHaveLength(6);
  });
}

/**
 * Puts a job every few milliseconds while a server dies. A replica may lack the last ones that were accepted: they are
 * put again, as the reconciler of job-status does. Answers how long no job could be put.
 */
async function outageOf({ client, state }: Workshop, fault: () => Promise<void>) {
  const accepted: string[] = [];
  let lastMs = Date.now();
  let outageMs = 0;
  const put = async (bullId: string) => {
    await client.put(testQueue, [{ contract: short, bullId, data: { input: {}, run: 1 } }]);
    outageMs = Math.max(outageMs, Date.now() - lastMs);
    lastMs = Date.now();
  };
  const feed = async (count: number) => {
    for (let made = 0; made < count; made++) {
      const bullId = bullIdOf(newJobId(), 1);
      await eventually(() => put(bullId));
      accepted.push(bullId);
    }
  };

  await feed(100);
  await Promise.all([fault(), feed(100)]);
  expect(accepted).toHaveLength(200);

  const open = new Map(accepted.map((bullId) => [parseBullId(bullId).jobId, bullId]));
  await eventually(async () => {
    for (const lost of await state.missing(testQueue, [...open.values()])) {
      const { jobId, dispatch } = parseBullId(lost);
      const again = bullIdOf(jobId, dispatch + 1);
      await put(again);
      open.set(jobId, again);
    }
    const held = await state.jobs(testQueue, [...open.values()]);
    expect(held.filter(({ returnValue }) => returnValue !== undefined)).toHaveLength(200);
  }, 20_000);
  return outageMs;
}
