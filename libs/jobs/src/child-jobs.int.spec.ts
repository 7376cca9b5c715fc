import { testStores } from '@polyspool/service/testing/env';
import { halve, testJobs, untilAborted } from './testing-kinds.js';
import { handled, messagesIn, openWorkshop, type Workshop } from './testing-workshop.js';

describe('children of jobs', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => shop.close());

  it('answers two calls of children in one handler, failed ones included, without running any twice', async () => {
    const entered: unknown[] = [];
    await shop.startHost(
      handled(testJobs.half, async (job) => {
        entered.push(job.input.value);
        return (await halve.run(job)) as number;
      }),
      handled(testJobs.sum, async ({ input, children }) => {
        entered.push('parent');
        const halves = await children(
          testJobs.half,
          input.values.map((value) => ({ value })),
        );
        const quarters = await children(
          testJobs.half,
          halves.flatMap((half) => (half.ok ? { value: half.output } : [])),
        );
        const all = [...halves, ...quarters];
        expect(all.flatMap((half) => (half.ok ? [] : half.error))).toEqual([
          { code: 'engine.failed', detail: '3 is odd' },
        ]);
        return all.reduce((sum, half) => sum + (half.ok ? half.output : 0), 0);
      }),
    );
    const id = await shop.put(testJobs.sum, { values: [8, 3, 16] });

    const job = await shop.ended(id);

    expect(job.completed).toMatchObject({ output: 4 + 8 + 2 + 4 });
    expect(entered.filter((entry) => entry === 'parent').length).toBeLessThanOrEqual(3);
    expect(entered.filter((entry) => typeof entry === 'number').sort((a, b) => a - b)).toEqual([3, 4, 8, 8, 16]);
    expect(messagesIn(await shop.told(id)).map(({ attempt }) => attempt)).not.toContain(2);
  });

  it('hands over the results of many one by one, in their order, whether they have failed or not', async () => {
    const values = Array.from({ length: 40 }, (_, index) => index);
    await shop.startHost(
      halve,
      handled(testJobs.sum, async ({ childStream }) => {
        const results = await childStream(
          testJobs.half,
          values.map((value) => ({ value })),
        );
        let [sum, at] = [0, 0];
        for await (const half of results) {
          expect(half.ok ? half.output : half.error.detail).toBe(at % 2 ? `${at} is odd` : at / 2);
          if (half.ok) sum += half.output;
          at += 1;
        }
        expect(at).toBe(values.length);
        return sum;
      }),
    );

    expect(await shop.ended(await shop.put(testJobs.sum))).toMatchObject({ completed: { output: 190 } });
  });

  it('answers children of several kinds beside one another, each kind in its order', async () => {
    const entered = new Set<string>();
    const both = Promise.withResolvers<void>();
    const meet = async (name: string) => {
      entered.add(name);
      if (entered.size === 2) both.resolve();
      await both.promise;
    };
    await shop.startHost(
      handled(testJobs.half, async (job) => {
        await meet('half');
        return (await halve.run(job)) as number;
      }),
      handled(testJobs.slow, async () => {
        await meet('slow');
        return 'slow';
      }),
      handled(testJobs.sum, async ({ childGroups }) => {
        const [halves, others] = await childGroups([
          { contract: testJobs.half, inputs: [{ value: 8 }, { value: 3 }], weights: [1, 2] },
          { contract: testJobs.slow, inputs: [{}] },
        ]);
        expect(halves).toMatchObject([{ output: 4 }, { error: { code: 'engine.failed' } }]);
        return others.length;
      }),
    );

    expect(await shop.ended(await shop.put(testJobs.sum))).toMatchObject({ completed: { output: 1 } });
  });

  it('answers children of children', async () => {
    await shop.startHost(
      halve,
      handled(testJobs.sum, async ({ input: { values }, children }) => {
        const [first, second] = values;
        if (values.length === 1) {
          const [half] = await children(testJobs.half, [{ value: first! }]);
          return half?.ok ? half.output : -1;
        }
        const sums = await children(testJobs.sum, [{ values: [first!] }, { values: [second!] }]);
        return sums.reduce((sum, each) => sum + (each.ok ? each.output : 0), 0);
      }),
    );

    const job = await shop.ended(await shop.put(testJobs.sum, { values: [20, 4] }));

    expect(job.completed).toMatchObject({ output: 12 });
  });

  it.each([
    ['shorter than those of its parts', { softLimitMs: 300, hardLimitMs: 600 }, testJobs.half, { value: 1 }],
    ['longer than its parts may run', { softLimitMs: 15_000, hardLimitMs: 15_000 }, testJobs.slow, {}],
  ] as const)('hands its own limits on, %s', async (_name, limits, part, input) => {
    await shop.startHost(
      handled(part, async ({ signal }) => untilAborted(signal)),
      handled(testJobs.sum, async ({ children }) => {
        const begun = Date.now();
        const [only] = await children(part, [input]);
        if (only?.ok) throw new Error('It ended by itself');
        ends.push(only!.error.code);
        return begun;
      }),
    );
    const ends: string[] = [];

    const begun = Date.now();
    const id = await shop.put(testJobs.sum, {}, { limits });
    await shop.ended(id);

    expect(ends).toEqual(['job.softLimit']);
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it('goes on at once when there are no children to wait for, and refuses too many', async () => {
    await shop.startHost(
      handled(testJobs.sum, async ({ input, children }) => {
        const [wanted = 0] = input.values;
        return (
          await children(
            testJobs.half,
            Array.from({ length: wanted }, () => ({ value: 2 })),
          )
        ).length;
      }),
    );

    const none = await shop.ended(await shop.put(testJobs.sum));
    const many = await shop.ended(await shop.put(testJobs.sum, { values: [501] }));

    expect(none.completed).toMatchObject({ output: 0, start: 1 });
    expect(many.failedReason).toMatch(/^job\.tooManyChildren: /);
  });
});
