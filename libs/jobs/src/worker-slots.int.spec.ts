import { testStores } from '@polyspool/service/testing/env';
import { eventually } from '@polyspool/service/testing/eventually';
import { testJobs } from './testing-kinds.js';
import { handled, openWorkshop, routesOf, testQueue, type Workshop } from './testing-workshop.js';

describe('the slots of a worker', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => shop.close());

  /** A worker with two slots, whose jobs wait to be let go. */
  const startWorker = async () => {
    const held: (() => void)[] = [];
    const kind = handled(testJobs.half, async ({ input }) => {
      await new Promise<void>((resolve) => held.push(resolve));
      return input.value / 2;
    });
    await shop.startHostWith([], { queues: [{ name: testQueue, concurrency: 2, routes: routesOf([kind]) }] });
    return held;
  };

  it('hold all that it takes: what waits behind them is there for the next one at once (R047, R131)', async () => {
    const held = await startWorker();
    const jobs = await Promise.all([2, 4, 6, 8, 10].map((value) => shop.put(testJobs.half, { value })));
    await eventually(() => expect(held).toHaveLength(2));

    const heldByNext = await startWorker();
    await eventually(() => expect(heldByNext).toHaveLength(2));

    expect(held).toHaveLength(2);
    const active = async () => (await Promise.all(jobs.map((job) => shop.told(job)))).filter(isActive).length;
    expect(await active()).toBe(4);
    held[0]!();
    await eventually(async () => expect(await active()).toBe(5));
    for (const letGo of [...held, ...heldByNext]) letGo();
    await Promise.all(jobs.map((job) => shop.ended(job)));
  });
});

const isActive = (told: Awaited<ReturnType<Workshop['told']>>) => told.some(({ event }) => event === 'active');
