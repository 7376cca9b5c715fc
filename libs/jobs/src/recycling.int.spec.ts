import { defineJobs } from '@polyspool/contracts/define-jobs';
import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { z } from 'zod';
import type { JobHost } from './job-host.js';
import {
  handled,
  openWorkshop,
  routesOf,
  testLimits,
  testQueue,
  type HandledKind,
  type Workshop,
} from './testing-workshop.js';

const kinds = defineJobs('test', {
  few: { ...testLimits, input: z.strictObject({}), output: z.number(), steps: [], jobsPerProcess: 10 },
  long: { ...testLimits, input: z.strictObject({}), output: z.number(), steps: [] },
});

describe('a process that has done enough', () => {
  let shop: Workshop;
  let ended: JobHost[];
  let restarts: Promise<unknown>[];
  beforeEach(async () => {
    restarts = [];
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
    ended = [];
  });
  afterEach(async () => {
    await Promise.all(restarts);
    await shop.close();
  });

  /** As its supervisor does: when one has ended, another begins, with memory enough. */
  const startHost = async (handlers: HandledKind[], more: Parameters<Workshop['startHostWith']>[1] = {}) => {
    const host = await shop.startHostWith(handlers, {
      ...more,
      onRetired: () => {
        ended.push(host);
        restarts.push(
          host.beforeApplicationShutdown().then(() => startHost(handlers, { ...more, maxRssBytes: undefined })),
        );
      },
    });
    return host;
  };

  it('ends after so many jobs of a kind, and none is dropped or run twice', async () => {
    let runs = 0;
    await startHost([handled(kinds.few, async () => ++runs)]);
    const ids = await Promise.all(Array.from({ length: 35 }, () => shop.put(kinds.few)));

    const jobs = await Promise.all(ids.map((id) => shop.ended(id)));

    // One that was fetched at the end goes back before it begins: BullMQ counts that as a start.
    expect(jobs.every(({ completed }) => completed)).toBe(true);
    expect(runs).toBe(35);
    // Each ends after ten, and what it has begun by then.
    expect(ended.length).toBeGreaterThanOrEqual(2);
  });

  it('finishes first what it has, and takes nothing more meanwhile', async () => {
    let finish = () => undefined as void;
    const held = new Promise<void>((resolve) => (finish = resolve));
    await startHost([
      handled(kinds.few, async () => 1),
      handled(kinds.long, async () => {
        await held;
        return 2;
      }),
    ]);
    const long = await shop.put(kinds.long);
    await Promise.all(Array.from({ length: 10 }, () => shop.put(kinds.few).then((id) => shop.ended(id))));
    await eventually(async () => expect((await shop.state.workers()).map(({ queues }) => queues)).toEqual([{}]));
    const next = await shop.put(kinds.few);

    expect(ended).toEqual([]);
    finish();

    expect((await shop.ended(long)).completed).toMatchObject({ output: 2, start: 1 });
    expect((await shop.ended(next)).completed).toMatchObject({ output: 1, start: 1 });
    expect(ended).toHaveLength(1);
  });

  it('may be told another number than the contract says', async () => {
    const kind = handled(kinds.few, async () => 1);
    const routes = new Map([...routesOf([kind])].map(([name, route]) => [name, { ...route, jobsPerProcess: 2 }]));
    await startHost([], { queues: [{ name: testQueue, concurrency: 1, routes }] });

    for (let turn = 0; turn < 4; turn++) await shop.ended(await shop.put(kinds.few));

    await eventually(() => expect(ended).toHaveLength(2));
  });

  it('ends when it holds too much memory', async () => {
    await startHost([handled(kinds.few, async () => 1)], { maxRssBytes: 1 });

    expect((await shop.ended(await shop.put(kinds.few))).completed).toMatchObject({ output: 1 });
    await eventually(() => expect(ended.length).toBeGreaterThan(0));
  });

  it('ends for its memory while nobody gives it work', async () => {
    await startHost([], { maxRssBytes: 1 });

    await eventually(() => expect(ended).toHaveLength(1));
  });

  it('goes on where nobody would start another', async () => {
    await shop.startHost(handled(kinds.few, async () => 1));

    const jobs = await Promise.all(Array.from({ length: 25 }, async () => shop.ended(await shop.put(kinds.few))));

    expect(jobs.every(({ completed }) => completed)).toBe(true);
  });
});
