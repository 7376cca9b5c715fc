import type { JobContract } from '@polyspool/contracts/define-jobs';
import { BadEnvironment } from '@polyspool/service/env';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import type { TimeLimits } from './time-limits.js';

const nameInEnv = (queue: string) => `QUEUE_${queue.toUpperCase().replaceAll('-', '_')}`;
const limitSeconds = z.coerce.number().positive().max(7_200).optional();

/** The shape of the environment of a worker: `QUEUES=a,b`, and `QUEUE_<NAME>_CONCURRENCY`, `_SOFT_LIMIT_S`, `_HARD_LIMIT_S`. */
export function queueEnv(queues: readonly string[]) {
  const shape: Record<string, z.ZodType> = {};
  for (const queue of queues) {
    shape[`${nameInEnv(queue)}_CONCURRENCY`] = z
      .union([z.literal('auto').transform(() => availableParallelism()), z.coerce.number().int().positive().max(256)])
      .optional();
    shape[`${nameInEnv(queue)}_SOFT_LIMIT_S`] = limitSeconds;
    shape[`${nameInEnv(queue)}_HARD_LIMIT_S`] = limitSeconds;
  }
  const known = z.enum(queues as [string, ...string[]]);
  return {
    ...shape,
    QUEUES: z
      .string()
      .transform((text) => text.split(',').map((name) => name.trim()))
      .pipe(z.array(known))
      .optional(),
  };
}

export interface QueueSettings {
  readonly concurrency?: number | undefined;
  readonly softLimitMs?: number | undefined;
  readonly hardLimitMs?: number | undefined;
}

export function queueSettings(env: Readonly<Record<string, unknown>>, queue: string): QueueSettings {
  const value = (setting: string) => env[`${nameInEnv(queue)}_${setting}`] as number | undefined;
  const ms = (seconds: number | undefined) => seconds && seconds * 1000;
  return {
    concurrency: value('CONCURRENCY'),
    softLimitMs: ms(value('SOFT_LIMIT_S')),
    hardLimitMs: ms(value('HARD_LIMIT_S')),
  };
}

/** Those of the environment, else of the contract. Refuses to end a job before it has been asked to stop. */
export function limitsOf(
  contract: Pick<JobContract, 'name' | 'queue'> & TimeLimits,
  env: Readonly<Record<string, unknown>>,
): TimeLimits {
  const settings = queueSettings(env, contract.queue);
  const softLimitMs = settings.softLimitMs ?? contract.softLimitMs;
  const hardLimitMs = settings.hardLimitMs ?? contract.hardLimitMs;
  if (softLimitMs <= hardLimitMs) return { softLimitMs, hardLimitMs };
  const name = nameInEnv(contract.queue);
  throw new BadEnvironment([
    `${name}_SOFT_LIMIT_S: ${contract.name} would be asked to stop after ${softLimitMs / 1000} s, ` +
      `but ended after ${hardLimitMs / 1000} s already. Set ${name}_HARD_LIMIT_S to no less.`,
  ]);
}
