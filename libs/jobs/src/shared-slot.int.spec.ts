import { defineJobs } from '@polyspool/contracts/define-jobs';
import { testStores } from '@polyspool/service/testing/env';
import { z } from 'zod';
import type { HostedQueue } from './job-host.js';
import { SharedSlot } from './shared-slot.js';
import { handled, openWorkshop, routesOf, testLimits, type Workshop } from './testing-workshop.js';

const schemas = { ...testLimits, input: z.strictObject({}), output: z.null(), steps: [] };
const kinds = defineJobs('test', {
  draw: { ...schemas, queue: 'pictures' },
  speak: { ...schemas, queue: 'speech' },
  cut: { ...schemas, queue: 'films' },
});

describe('queues of a process that share a slot', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => shop.close());

  /** What ran, in order, and how many jobs at most at once. */
  const startMaking = async (more: Partial<HostedQueue> = {}) => {
    const seen = { order: [] as string[], most: 0 };
    let now = 0;
    const run = async ({ contract: { name } }: { contract: { name: string } }) => {
      seen.order.push(name);
      seen.most = Math.max(seen.most, (now += 1));
      await new Promise((resolve) => setTimeout(resolve, 20));
      now -= 1;
      return null;
    };
    const queues = Object.values(kinds).map((contract) => ({
      name: contract.queue,
      concurrency: 1,
      routes: routesOf([handled(contract, () => run({ contract }))]),
      sharedSlot: 'device',
      ...more,
    }));
    await shop.startHostWith([], { queues });
    return seen;
  };

  const putEach = (times: number) =>
    Promise.all(
      Array.from({ length: times }, () => Object.values(kinds))
        .flat()
        .map(async (kind) => ({ id: await shop.put(kind, {}, { queue: kind.queue }), queue: kind.queue })),
    );

  it('run one job at a time, take turns, and no job runs twice', async () => {
    const put = await putEach(6);

    const seen = await startMaking();
    const jobs = await Promise.all(put.map(({ id, queue }) => shop.ended(id, queue)));

    expect(jobs.every(({ completed }) => completed)).toBe(true);
    expect(seen.order).toHaveLength(put.length);
    expect(seen.most).toBe(1);
    // While all three have jobs, none is served three times before another one is.
    const early = seen.order.slice(0, 9);
    expect(early.some((name, at) => early[at + 1] === name && early[at + 2] === name)).toBe(false);
  });

  it('have as many places as the one of them that was given most', async () => {
    const put = await putEach(4);

    const seen = await startMaking({ concurrency: 2 });
    await Promise.all(put.map(({ id, queue }) => shop.ended(id, queue)));

    expect(seen.most).toBe(2);
  });
});

describe('a shared slot', () => {
  const door = () => {
    const told: string[] = [];
    return { told, open: (): void => void told.push('open'), close: () => void told.push('close') };
  };

  it('is kept for the queue that came in vain, before the one that had it', () => {
    const [first, second] = [door(), door()];
    const slot = new SharedSlot();

    expect([slot.take(first), slot.take(second)]).toEqual([true, false]);
    slot.leave();

    expect(second.told).toEqual(['close', 'open']);
    expect([slot.take(first), slot.take(second)]).toEqual([false, true]);
  });

  it('is not kept for ever for a queue whose jobs have gone elsewhere', async () => {
    const [first, second] = [door(), door()];
    const slot = new SharedSlot(1, 1);
    slot.take(first);
    slot.take(second);
    slot.leave();
    slot.take(first);

    await new Promise<void>((resolve) => (first.open = resolve));

    expect(slot.take(first)).toBe(true);
  });
});
