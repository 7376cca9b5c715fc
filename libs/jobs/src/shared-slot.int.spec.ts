import { defineJobs } from '@polyspool/contracts/define-jobs';
import { eventually } from '@polyspool/service/testing/eventually';
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
  const doorWith = (jobs: boolean) => {
    const door = { isOpen: true, open: () => void (door.isOpen = true), close: () => void (door.isOpen = false) };
    return Object.assign(door, { hasJobs: async () => jobs });
  };
  const slotOf = (patienceMs: number, ...doors: ReturnType<typeof doorWith>[]) => {
    const slot = new SharedSlot(1, patienceMs);
    doors.forEach((door) => slot.join(door));
    return slot;
  };

  it('lets nobody fetch while it is taken, and one that came at the same moment goes back', () => {
    const [first, second] = [doorWith(true), doorWith(true)];
    const slot = slotOf(60_000, first, second);

    expect([slot.take(first), slot.take(second)]).toEqual([true, false]);
    expect([first.isOpen, second.isOpen]).toEqual([false, false]);
  });

  it('is offered to a queue with jobs before the one that had it', async () => {
    const [first, second] = [doorWith(true), doorWith(true)];
    const slot = slotOf(60_000, first, second);
    slot.take(first);
    slot.leave(first);

    await eventually(() => expect(second.isOpen).toBe(true));

    expect([slot.take(first), slot.take(second)]).toEqual([false, true]);
  });

  it('is open to all where nobody has jobs, and where the jobs of the one that was asked have gone elsewhere', async () => {
    for (const jobs of [false, true]) {
      const [first, second] = [doorWith(true), doorWith(jobs)];
      const slot = slotOf(1, first, second);
      slot.take(first);
      slot.leave(first);

      await eventually(() => expect([first.isOpen, second.isOpen]).toEqual([true, true]));

      expect(slot.take(first)).toBe(true);
    }
  });
});
