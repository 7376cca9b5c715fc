import { eventually } from '@polyspool/service/testing/eventually';
import { AppError } from '@polyspool/contracts/errors';
import { testStores } from '@polyspool/service/testing/env';
import { parseBullId } from './job-ids.js';
import { testJobs } from './testing-kinds.js';
import {
  handled,
  messagesIn,
  openWorkshop,
  routesOf,
  testQueue,
  type HandledKind,
  type Workshop,
} from './testing-workshop.js';

describe('priorities in the queue', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => shop.close());

  const oneSlot = (...kinds: HandledKind[]) =>
    shop.startHostWith([], { queues: [{ name: testQueue, concurrency: 1, routes: routesOf(kinds) }] });

  it('let an urgent job pass a hundred normal ones, and equals go in their order', async () => {
    const order: string[] = [];
    const ids: string[] = [];
    for (let turn = 0; turn < 100; turn++) ids.push(await shop.put(testJobs.sum, {}, { priority: 5 }));
    const low = await shop.put(testJobs.sum, {}, { priority: 7 });
    const high = await shop.put(testJobs.sum, {}, { priority: 3 });
    const urgent = await shop.put(testJobs.sum, {}, { priority: 1 });

    await oneSlot(handled(testJobs.sum, async ({ id }) => order.push(id)));
    await eventually(() => expect(order).toHaveLength(103));

    expect(order).toEqual([urgent, high, ...ids, low].map((id) => parseBullId(id).jobId));
  });

  it('are those of the parent for its children, and let a parent go on before others begin', async () => {
    const order: unknown[] = [];
    const parent = await shop.put(testJobs.sum, { values: [8] }, { priority: 5 });
    const others = await Promise.all([3, 5, 7].map((priority) => shop.put(testJobs.half, { value: 2 }, { priority })));
    const nameOf = (id: string) => [parent, ...others].map((each) => parseBullId(each).jobId).indexOf(id);

    const entered: HandledKind['run'] = async (job) => order.push(nameOf(job.id) < 0 ? 'child' : nameOf(job.id));
    await oneSlot(
      handled(testJobs.half, async (job) => {
        await entered(job as never);
        return 1;
      }),
      handled(testJobs.sum, async (job) => {
        await entered(job as never);
        return (await job.children(testJobs.half, [{ value: 8 }])).length;
      }),
    );
    await Promise.all([parent, ...others].map((id) => shop.ended(id)));
    const [child] = await shop.state.jobs(
      testQueue,
      await shop.state.childrenOf([{ queue: testQueue, bullId: parent }], testQueue),
    );

    // High first; the parent and its equal in their order; the child behind the equal; then the parent before the low one.
    expect(order).toEqual([1, 0, 2, 'child', 0, 3]);
    expect(child!.data.priority).toBe(5);
  });

  it('let a parent whose children have ended go on before equals that have not begun', async () => {
    const order: string[] = [];
    let finishChild = () => undefined as void;
    const childHeld = new Promise<void>((resolve) => (finishChild = resolve));
    await oneSlot(
      handled(testJobs.half, async () => {
        order.push('child');
        await childHeld;
        return 1;
      }),
      handled(testJobs.sum, async ({ input, children }) => {
        order.push(input.values.length ? 'parent' : 'other');
        return input.values.length ? (await children(testJobs.half, [{ value: 2 }])).length : 0;
      }),
    );
    const parent = await shop.put(testJobs.sum, { values: [1] }, { priority: 5 });
    await eventually(() => expect(order).toEqual(['parent', 'child']));
    const others = [
      await shop.put(testJobs.sum, {}, { priority: 5 }),
      await shop.put(testJobs.sum, {}, { priority: 5 }),
    ];

    finishChild();
    await Promise.all([parent, ...others].map((id) => shop.ended(id)));

    expect(order).toEqual(['parent', 'child', 'parent', 'other', 'other']);
  });

  it('stay with a job that is tried again', async () => {
    const order: string[] = [];
    const failing = handled(testJobs.sum, async ({ input, attempt }) => {
      order.push(`${input.values[0]}.${attempt}`);
      if (input.values[0] === 1 && attempt === 1) throw new AppError('engine.failed', 'Again');
      // The slot is held until the first one may run again.
      if (input.values[0] === 2) await eventually(async () => expect(await isDelayOver(first)).toBe(true));
      return 1;
    });
    const isDelayOver = async (id: string) =>
      (await shop.told(id)).some((told) => told.event === 'delayed' && Number(told['delay']) < Date.now());
    const first = await shop.put(testJobs.sum, { values: [1] }, { priority: 3 });
    const rest = [2, 3, 4].map((value) => shop.put(testJobs.sum, { values: [value] }, { priority: 5 }));

    await oneSlot(failing);
    await Promise.all([first, ...(await Promise.all(rest))].map((id) => shop.ended(id)));

    expect(order).toEqual(['1.1', '2.1', '1.2', '3.1', '4.1']);
    expect(messagesIn(await shop.told(first)).some(({ error }) => error)).toBe(true);
  });
});
