import { AppError } from '@polyspool/contracts/errors';
import { defineJobs } from '@polyspool/contracts/define-jobs';
import { testStores } from '@polyspool/service/testing/env';
import { eventually } from '@polyspool/service/testing/eventually';
import { z } from 'zod';
import { parseBullId } from './job-ids.js';
import { handled, openWorkshop, testLimits, type Workshop } from './testing-workshop.js';

const { any } = defineJobs('test', {
  any: { ...testLimits, input: z.strictObject({}), output: z.string(), steps: [] },
});

describe('a job under which workers have ended', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => shop.close());

  /** As BullMQ counts it. */
  const endWorkers = (bullId: string, times: number) => shop.redis.setField('test', bullId, 'stc', times);
  const dataOf = async (bullId: string) => (await shop.state.jobs('test', [bullId]))[0]!.data;

  it('runs alone after the second time, and is like any other when it has ended', async () => {
    const gate = Promise.withResolvers<void>();
    const inside = new Set<string>();
    const seenBy = new Map<string, number>();
    const suspect = await shop.put(any);
    await endWorkers(suspect, 2);
    const others = await Promise.all([1, 2, 3].map(() => shop.put(any)));
    await shop.startHost(
      handled(any, async ({ id }) => {
        inside.add(id);
        if (inside.size === 2) gate.resolve();
        if (!suspect.startsWith(id)) await gate.promise;
        seenBy.set(id, inside.size);
        inside.delete(id);
        return 'done';
      }),
    );

    const ended = await Promise.all([suspect, ...others].map((id) => shop.ended(id)));

    expect(ended.every(({ completed }) => completed?.output === 'done')).toBe(true);
    expect(seenBy.get(suspect.split('_')[0]!)).toBe(1);
    expect((await dataOf(suspect)).deaths).toBe(0);
  });

  it('is given up when workers end under it though it is alone', async () => {
    const bullId = await shop.put(any);
    await endWorkers(bullId, 4);
    await shop.redis.setField('test', bullId, 'data', JSON.stringify({ ...(await dataOf(bullId)), deaths: 2 }));
    let runs = 0;
    await shop.startHost(handled(any, async () => `${++runs}`));

    const { failedReason } = await shop.ended(bullId);

    expect(failedReason).toMatch(/^job\.poison: /);
    expect(runs).toBe(0);
  });

  it('does not keep the queue closed for one that goes on and on, and spends no attempt on it', async () => {
    const gate = Promise.withResolvers<void>();
    const entered: string[] = [];
    const long = await shop.put(any);
    const suspect = await shop.put(any);
    await endWorkers(suspect, 2);
    await shop.startHost(
      handled(any, async ({ id }) => {
        entered.push(id);
        if (id === parseBullId(long).jobId) await gate.promise;
        return 'done';
      }),
    );

    await eventually(async () => expect((await dataOf(suspect)).vainTries).toEqual({ stalls: 2, tries: 1 }), 30_000);
    const late = await shop.ended(await shop.put(any));

    expect(late.completed?.output).toBe('done');
    expect(entered).not.toContain(parseBullId(suspect).jobId);
    gate.resolve();
    await shop.ended(long);
  }, 60_000);

  it('may be put off and fail like any other, without being blamed for it', async () => {
    const bullId = await shop.put(any);
    await endWorkers(bullId, 3);
    let runs = 0;
    await shop.startHost(
      handled(any, async ({ retryLater }) => {
        runs += 1;
        if (runs < 4) await retryLater(1);
        if (runs < 6) throw new AppError('engine.failed', 'Not now');
        return 'done';
      }),
    );

    await eventually(async () => expect((await shop.ended(bullId)).completed?.output).toBe('done'));
  });
});
