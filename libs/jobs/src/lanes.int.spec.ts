import { defineJobs } from '@polyspool/contracts/define-jobs';
import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { z } from 'zod';
import { handled, openWorkshop, routesOf, testLimits, testQueue, type Workshop } from './testing-workshop.js';

const lane = 'test-short';
const kinds = defineJobs('test', {
  whole: {
    ...testLimits,
    input: z.strictObject({}),
    output: z.number(),
    steps: [],
    lane: { queue: lane, maxMediaSeconds: 60, slots: 1 },
  },
  part: { ...testLimits, input: z.strictObject({}), output: z.number(), steps: [] },
  elsewhere: { ...testLimits, queue: 'test-other', input: z.strictObject({}), output: z.number(), steps: [] },
});

describe('the lane of short jobs', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => shop.close());

  it('has slots that long jobs cannot take', async () => {
    let running = 0;
    let finish = () => undefined as void;
    const held = new Promise<void>((resolve) => (finish = resolve));
    const routes = routesOf([
      handled(kinds.whole, async () => {
        if (++running <= 2) await held;
        return 1;
      }),
    ]);
    const queues = [
      { name: testQueue, concurrency: 2, routes },
      { name: lane, concurrency: 1, routes },
    ];
    await shop.startHostWith([], { queues });
    const long = await Promise.all([1, 2, 3].map(() => shop.put(kinds.whole)));
    await eventually(() => expect(running).toBe(2));

    const short = await shop.ended(await shop.put(kinds.whole, {}, { queue: lane }), lane);

    expect(short.completed?.output).toBe(1);
    expect(running).toBe(3); // the third long one still waits
    finish();
    await Promise.all(long.map((id) => shop.ended(id)));
  });

  it('takes the parts of its jobs along, except those that belong to another queue', async () => {
    const seen: Record<string, string[]> = {};
    const note = (queue: string) => {
      const routes = routesOf([
        handled(kinds.whole, async ({ children }) => {
          await children(kinds.part, [{}, {}]);
          return (await children(kinds.elsewhere, [{}])).length;
        }),
        handled(kinds.part, async () => (seen[queue] ??= []).push('part')),
        handled(kinds.elsewhere, async () => (seen[queue] ??= []).push('elsewhere')),
      ]);
      return { name: queue, concurrency: 1, routes };
    };
    await shop.startHostWith([], { queues: [testQueue, lane, 'test-other'].map(note) });

    const inLane = await shop.ended(await shop.put(kinds.whole, {}, { queue: lane }), lane);
    const seenInLane = structuredClone(seen);
    await shop.ended(await shop.put(kinds.whole));

    expect(inLane.completed?.output).toBe(1);
    expect(seenInLane).toEqual({ [lane]: ['part', 'part'], 'test-other': ['elsewhere'] });
    expect(seen[testQueue]).toEqual(['part', 'part']);
  });
});
