import { defineJobs } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { Backoffs, type BackoffOptions } from 'bullmq';
import fc from 'fast-check';
import { z } from 'zod';
import { bullOptionsOf } from './bull-options.js';
import { handled, openWorkshop, testLimits, testQueue } from './testing-workshop.js';

/** What BullMQ itself makes of the options that it gets from us. */
const delayMs = (delay: number, jitter: number, failed: number) =>
  Backoffs.calculate(
    bullOptionsOf({ retries: 3, backoff: { type: 'exponential', delayMs: delay, jitter } }, 'id')
      .backoff as BackoffOptions,
    failed,
    new Error('No'),
    undefined as never, // only a strategy of one's own asks for the job
  ) as number;

const delays = fc.integer({ min: 1, max: 600_000 });
const attempts = fc.integer({ min: 1, max: 10 });

describe('the wait before another attempt', () => {
  it('doubles each time, exactly, where there is no jitter', () => {
    fc.assert(
      fc.property(delays, attempts, (delay, failed) => {
        expect(delayMs(delay, 0, failed)).toBe(delay * 2 ** (failed - 1));
      }),
    );
  });

  it('lies between the doubled delay and what the jitter may take off it', () => {
    fc.assert(
      fc.property(delays, attempts, fc.double({ min: 0.01, max: 1, noNaN: true }), (delay, failed, jitter) => {
        const most = delay * 2 ** (failed - 1);
        const drawn = delayMs(delay, jitter, failed);
        expect(drawn).toBeLessThanOrEqual(most);
        expect(drawn).toBeGreaterThanOrEqual(Math.floor(most * (1 - jitter)));
      }),
    );
  });

  it('is 60, 120 and 240 s in Redis where a contract says so', async () => {
    const shop = await openWorkshop(testStores().TEST_REDIS_URL);
    const { patient } = defineJobs('test', {
      patient: {
        ...testLimits,
        retries: 3,
        backoff: { type: 'exponential', delayMs: 60_000, jitter: 0 },
        input: z.strictObject({}),
        output: z.null(),
        steps: [],
      },
    });
    let attempts = 0;
    await shop.startHost(
      handled(patient, async () => {
        attempts += 1;
        throw new AppError('engine.failed', 'Not yet');
      }),
    );
    const id = await shop.put(patient);

    const seen: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt++) {
      await eventually(async () => {
        expect(attempts).toBe(attempt);
        const delayMs = await shop.redis.delayOf(testQueue, id);
        expect(delayMs).toBeGreaterThan(0);
        seen[attempt - 1] = delayMs;
      });
      await shop.client.promote(testQueue, id);
    }

    expect(await shop.ended(id)).toMatchObject({ attemptsStarted: 4 });
    expect(seen).toEqual([60_000, 120_000, 240_000]);
    await shop.close();
  });

  it('is short, and costs no attempt, where what is ours does not answer', async () => {
    const shop = await openWorkshop(testStores().TEST_REDIS_URL);
    const { impatient } = defineJobs('test', {
      impatient: { ...testLimits, retries: 0, input: z.strictObject({}), output: z.int(), steps: [] },
    });
    let entries = 0;
    await shop.startHost(
      handled(impatient, async ({ attempt }) => {
        entries += 1;
        if (entries < 3) throw new AppError('service.unavailable', 'The database does not answer');
        return attempt;
      }),
    );

    const ended = await shop.ended(await shop.put(impatient));

    expect(ended).toMatchObject({ completed: { output: 1 } });
    await shop.close();
  });
});
