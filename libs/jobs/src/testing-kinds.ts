import { defineJobs } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { z } from 'zod';
import { handled, testLimits } from './testing-workshop.js';

/** Kinds of work whose handlers the tests write. */
export const testJobs = defineJobs('test', {
  sum: {
    ...testLimits,
    input: z.strictObject({ values: z.array(z.number()).default([]) }),
    output: z.number(),
    steps: ['sum'],
  },
  half: {
    ...testLimits,
    retries: 0,
    input: z.strictObject({ value: z.number() }),
    output: z.number(),
    steps: ['halve'],
  },
  slow: {
    ...testLimits,
    softLimitMs: 200,
    hardLimitMs: 400,
    input: z.strictObject({}),
    output: z.string(),
    steps: ['wait'],
  },
});

export const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });

export const halve = handled(testJobs.half, async ({ input }) => {
  if (input.value % 2 !== 0) throw new AppError('engine.failed', `${input.value} is odd`);
  return input.value / 2;
});
