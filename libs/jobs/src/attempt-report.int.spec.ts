import { AppError } from '@polyspool/contracts/errors';
import { runProgram } from '@polyspool/processes/run-program';
import { testStores } from '@polyspool/service/testing/env';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { halve, testJobs } from './testing-kinds.js';
import { handled, messagesIn, openWorkshop, type Workshop } from './testing-workshop.js';

/** Uses so many seconds of a processor, and holds so much memory. */
const work = (seconds: number, megabytes = 1) =>
  runProgram({
    command: 'python3',
    args: [
      '-c',
      `import time\nheld = b'x' * ${megabytes * 1024 * 1024}\nwhile time.process_time() < ${seconds}: pass\ntime.sleep(0.3)`,
    ],
  });

describe('what is told of an attempt', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => shop.close());

  it('names the process that runs it, in every message', async () => {
    await shop.startHost(
      handled(testJobs.sum, async ({ report }) => {
        report('sum', 0.5);
        return 1;
      }),
    );
    const id = await shop.put(testJobs.sum);
    const { completed } = await shop.ended(id);

    const workers = new Set([completed, ...messagesIn(await shop.told(id))].map((message) => message?.worker));

    expect(workers.size).toBe(1);
    expect([...workers][0]).toMatch(new RegExp(`^${hostname()}:${process.pid}:[0-9a-f]{8}$`));
  });

  it('has class, message and stack of what broke inside, which the owner does not see', async () => {
    await shop.startHost(
      handled(testJobs.half, async () => {
        throw new TypeError('secret is undefined');
      }),
    );
    const id = await shop.put(testJobs.half, { value: 1 });

    const job = await shop.ended(id);

    expect(job.failedReason).toBe('internal: An unexpected error. It has been logged.');
    const [error] = messagesIn(await shop.told(id)).flatMap((message) => message.error ?? []);
    expect(error).toMatchObject({ code: 'internal', errorClass: 'TypeError' });
    expect(error!.detail).not.toContain('secret');
    expect(error!.stack).toMatch(/^TypeError: secret is undefined\n +at .*attempt-report/);
  });

  it('has the CPU seconds and the peak memory of all its programs, also when it fails', async () => {
    await shop.startHost(
      handled(testJobs.half, async ({ input }) => {
        await Promise.all([work(0.8, 60), work(0.8, 60)]);
        if (input.value === 0) throw new AppError('media.noAudio', 'No');
        return 1;
      }),
    );
    const [good, bad] = [await shop.put(testJobs.half, { value: 1 }), await shop.put(testJobs.half, { value: 0 })];

    const { completed } = await shop.ended(good);
    await shop.ended(bad);

    const failed = messagesIn(await shop.told(bad)).find(({ error }) => error);
    for (const usage of [completed?.usage, failed?.usage]) {
      expect(usage!.cpuSeconds).toBeGreaterThan(1.5);
      expect(usage!.cpuSeconds).toBeLessThan(5);
      expect(usage!.peakRssBytes).toBeGreaterThan(100 * 1024 * 1024);
      expect(usage!.peakRssBytes).toBeLessThan(250 * 1024 * 1024);
    }
  });

  it('claims no usage where no program ran', async () => {
    await shop.startHost(handled(testJobs.sum, async () => 1));

    const { completed } = await shop.ended(await shop.put(testJobs.sum));

    expect(completed!.usage).toBeUndefined();
  });

  it('tells of each entry what that one used: the record of the attempt adds them up', async () => {
    await shop.startHost(
      halve,
      handled(testJobs.sum, async ({ id: jobId, step, children }) => {
        await step('once', [jobId], async () => (await work(0.3)).stdout);
        return (await children(testJobs.half, [{ value: 4 }])).length;
      }),
    );

    const id = await shop.put(testJobs.sum);
    const { completed } = await shop.ended(id);

    const first = messagesIn(await shop.told(id)).filter(({ start }) => start === 1);
    expect(first.at(-1)!.usage!.cpuSeconds).toBeGreaterThan(0.25);
    expect(completed!.usage).toBeUndefined();
  });

  it('has the amount of work, and number and weights of its children', async () => {
    await shop.startHost(
      halve,
      handled(testJobs.sum, async ({ children, workload }) => {
        workload('mediaSeconds', 90.5);
        await children(testJobs.half, [{ value: 2 }, { value: 4 }], [1, 2.5]);
        return (await children(testJobs.half, [{ value: 6 }])).length;
      }),
    );
    const id = await shop.put(testJobs.sum);
    await shop.ended(id);

    const told = messagesIn(await shop.told(id));

    const counts = told.flatMap(({ children, childWeight }) => (children ? [[children, childWeight]] : []));
    expect(counts).toContainEqual([2, 3.5]);
    expect(counts.at(-1)).toEqual([3, 4.5]);
    expect(told.at(-1)!.work).toEqual({ unit: 'mediaSeconds', amount: 90.5 });
  });

  it('gives each child its weight', async () => {
    const weights: unknown[] = [];
    await shop.startHost(
      handled(testJobs.half, async ({ input }) => input.value),
      handled(testJobs.sum, async ({ children }) => (await children(testJobs.half, [{ value: 2 }], [7])).length),
    );
    const id = await shop.put(testJobs.sum);
    await shop.ended(id);

    const parents = [{ queue: 'test', bullId: id }];
    const children = await shop.state.jobs('test', await shop.state.childrenOf(parents, 'test'));
    weights.push(...children.map(({ data }) => data.weight));

    expect(weights).toEqual([7]);
  });
});

describe('what a job takes from work done before', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => shop.close());

  it('is counted, with the time that it took then; a job that did it all itself says nothing', async () => {
    await shop.startHost(
      handled(testJobs.sum, async ({ step }) => {
        await step('slow', ['same'], () => delay(120));
        await step('quick', ['same'], async () => 1);
        return 1;
      }),
    );

    const first = await shop.ended(await shop.put(testJobs.sum));
    const second = await shop.ended(await shop.put(testJobs.sum));

    expect(first.completed!.reused).toBeUndefined();
    expect(second.completed!.reused!.steps).toBe(2);
    expect(second.completed!.reused!.savedSeconds).toBeGreaterThanOrEqual(0.115);
    expect(second.completed!.reused!.savedSeconds).toBeLessThan(5);
  });

  it('includes what an attempt before has finished, but not what the same attempt made before it waited', async () => {
    await shop.startHost(
      halve,
      handled(testJobs.sum, async ({ id, attempt, step, children }) => {
        await step('mine', [id], async () => 1);
        await children(testJobs.half, [{ value: 2 }]);
        if (attempt === 1) throw new AppError('engine.failed', 'Again');
        return 1;
      }),
    );
    const id = await shop.put(testJobs.sum);

    const { completed } = await shop.ended(id);

    expect(completed!.reused).toMatchObject({ steps: 1 });
    const ofFirst = messagesIn(await shop.told(id)).filter(({ attempt }) => attempt === 1);
    expect(ofFirst.filter(({ reused }) => reused)).toEqual([]);
  });

  it('includes what its children took', async () => {
    await shop.startHost(
      handled(testJobs.half, async ({ input, step }) => {
        await step('half', [input.value], () => delay(60));
        return input.value / 2;
      }),
      handled(testJobs.sum, async ({ input, children }) => {
        const inputs = input.values.map((value) => ({ value }));
        return (await children(testJobs.half, inputs)).length;
      }),
    );
    await shop.ended(await shop.put(testJobs.sum, { values: [2, 4] }));

    const { completed } = await shop.ended(await shop.put(testJobs.sum, { values: [2, 4, 6] }));

    expect(completed!.reused!.steps).toBe(2);
    expect(completed!.reused!.savedSeconds).toBeGreaterThanOrEqual(0.11);
  });
});
