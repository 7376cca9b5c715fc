import { defineJobs } from '@polyspool/contracts/define-jobs';
import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { z } from 'zod';
import { bullIdOf, newJobId } from './job-ids.js';
import { QueueClient } from './queue-client.js';
import { TestRedisServers } from './testing-redis-servers.js';
import { handled, openWorkshop, testLimits, testQueue, type Workshop } from './testing-workshop.js';

const { note } = defineJobs('test', {
  note: { ...testLimits, input: z.strictObject({}), output: z.null(), steps: ['note'] },
});

describe('the queue client', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => shop.close());
  const held = async (id: string) => (await shop.state.jobs(testQueue, [id])).length;

  it('puts a job once, however often it is asked to', async () => {
    const entry = { contract: note, bullId: bullIdOf(newJobId(), 1), data: { input: {}, run: 1 } };

    await shop.client.put(testQueue, [entry, entry]);
    await shop.client.put(testQueue, [entry]);

    const added = (await shop.told(entry.bullId)).filter(({ event }) => event === 'added');
    expect(added).toHaveLength(1);
  });

  it('puts nothing when there is nothing to put', async () => {
    await expect(shop.client.put(testQueue, [])).resolves.toBeUndefined();
  });

  it('removes what waits, and takes what is not there for removed', async () => {
    const id = await shop.put(note);

    expect(await shop.client.remove(testQueue, id)).toBe(true);

    expect(await held(id)).toBe(0);
    expect(await shop.client.remove(testQueue, id)).toBe(true);
  });

  it('does not remove what a worker has', async () => {
    let finish = () => undefined as void;
    let entered = false;
    await shop.startHost(
      handled(note, () => {
        entered = true;
        return new Promise((resolve) => (finish = () => resolve(null)));
      }),
    );
    const id = await shop.put(note);
    await eventually(() => expect(entered).toBe(true));

    expect(await shop.client.remove(testQueue, id)).toBe(false);

    finish();
    await shop.ended(id);
    expect(await shop.client.remove(testQueue, id)).toBe(true);
  });

  it('forgets finished jobs of an age, and no others', async () => {
    await shop.startHost(handled(note, async () => null));
    const id = await shop.put(note);
    await shop.ended(id);

    await shop.client.forgetFinished(testQueue, 60_000);
    expect(await held(id)).toBe(1);

    await eventually(async () => {
      await shop.client.forgetFinished(testQueue, 0);
      expect(await held(id)).toBe(0);
    });
  });
});

describe('the queue client while Redis is away', () => {
  let port: number;
  const servers = new TestRedisServers();
  let client: QueueClient;
  let shop: Workshop;
  beforeEach(async () => {
    port = await servers.startOne();
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
    client = new QueueClient({ redisUrl: `redis://127.0.0.1:${port}` }, shop.log);
  });
  afterAll(() => servers.close());
  afterEach(async () => {
    await client.onApplicationShutdown();
    await servers.kill(port);
    await shop.close();
  });

  const entry = () => ({ contract: note, bullId: bullIdOf(newJobId(), 1), data: { input: {}, run: 1 } });
  const everything = {
    put: () => client.put(testQueue, [entry()]),
    remove: () => client.remove(testQueue, 'x_1'),
    askToStop: () => client.askToStop(testQueue, 'x_1'),
    forgetFinished: () => client.forgetFinished(testQueue, 0),
    keepLongStream: () => client.keepLongStream(testQueue),
    check: () => client.check(),
    jobs: () => client.state.jobs(testQueue, ['x_1']),
    missing: () => client.state.missing(testQueue, ['x_1']),
    childrenOf: () => client.state.childrenOf([{ queue: testQueue, bullId: 'x_1' }], testQueue),
  };
  const works = () => eventually(() => Promise.all(Object.values(everything).map((call) => call())));
  /** Those that threw, each within the time. */
  const refused = async () => {
    const calls = Object.entries(everything).map(async ([name, call]) => {
      const startedAt = Date.now();
      const failed = await call().then(
        () => false,
        () => true,
      );
      return failed && Date.now() - startedAt < 2_500 ? [name] : [];
    });
    return (await Promise.all(calls)).flat();
  };

  it('says so, and works again when Redis is back', async () => {
    await works();

    await servers.kill(port);
    expect(await refused()).toEqual(Object.keys(everything));

    await servers.startOne([], port);
    await works();
  }, 30_000);

  it('says so when Redis was never there, and works once it comes', async () => {
    await servers.kill(port);
    const early = client;
    client = new QueueClient({ redisUrl: `redis://127.0.0.1:${port}` }, shop.log);
    await early.onApplicationShutdown();

    expect(await refused()).toEqual(Object.keys(everything));

    await servers.startOne([], port);
    await works();
  }, 30_000);

  it('does not wait for a Redis that accepts connections and answers nothing', async () => {
    await works();

    servers.signal(port, 'SIGSTOP');
    expect(await refused()).toEqual(Object.keys(everything));

    servers.signal(port, 'SIGCONT');
    await works();
  }, 30_000);

  it('does not wait for a frozen Redis at its first call either', async () => {
    await eventually(() => client.keepLongStream(testQueue));

    servers.signal(port, 'SIGSTOP');
    expect(await refused()).toEqual(Object.keys(everything));

    servers.signal(port, 'SIGCONT');
    await works();
  }, 30_000);
});
