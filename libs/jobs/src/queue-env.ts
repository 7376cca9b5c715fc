import { catalogue } from '@polyspool/contracts/catalogue';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { lanesOf } from '@polyspool/contracts/lanes';
import { queueNamed } from '@polyspool/contracts/queues';
import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import type { TimeLimits } from './time-limits.js';

type Env = Readonly<Record<string, unknown>>;

const nameInEnv = (queue: string) => `QUEUE_${queue.toUpperCase().replaceAll('-', '_')}`;
const limitSeconds = z.coerce.number().positive().max(7_200).optional();
const jobsPerProcess = z.coerce.number().int().positive().optional();
const concurrency = z
  .union([z.literal('auto').transform(() => availableParallelism()), z.coerce.number().int().positive().max(256)])
  .optional();

/** The kinds of a queue say which lanes it has. */
const lanesBeside = (queue: string) =>
  lanesOf([...catalogue.values()].filter((contract) => contract.queue === queue)).map((lane) => lane.queue);

/**
 * The shape of the environment of a worker: `QUEUES=a,b`, and for each queue `QUEUE_<NAME>_CONCURRENCY`, `_SOFT_LIMIT_S`,
 * `_HARD_LIMIT_S` and `_MAX_JOBS`. Celery's names hold for all queues that these do not set.
 */
export function queueEnv(queues: readonly string[]) {
  const shape: Record<string, z.ZodType> = {};
  for (const queue of queues) {
    shape[`${nameInEnv(queue)}_SOFT_LIMIT_S`] = limitSeconds;
    shape[`${nameInEnv(queue)}_HARD_LIMIT_S`] = limitSeconds;
    shape[`${nameInEnv(queue)}_MAX_JOBS`] = jobsPerProcess;
  }
  const served = queues.flatMap((queue) => [queue, ...lanesBeside(queue)]);
  for (const queue of served) shape[`${nameInEnv(queue)}_CONCURRENCY`] = concurrency;
  return {
    ...shape,
    QUEUES: z
      .string()
      .transform((text) => text.split(',').map((name) => queueNamed(name.trim())))
      .pipe(z.array(z.enum(served as [string, ...string[]])))
      .optional(),
    /** Of each kind, in place of what its contract says. */
    MAX_JOBS_PER_PROCESS: jobsPerProcess,
    MAX_RSS_MB: z.coerce.number().int().min(64).optional(),
    CELERY_TASK_SOFT_TIME_LIMIT: limitSeconds,
    CELERY_TASK_TIME_LIMIT: limitSeconds,
    CELERY_WORKER_CONCURRENCY: z.coerce.number().int().positive().max(256).optional(),
    /** Results are kept in Postgres: there is nothing to set, and nothing to complain of. */
    CELERY_RESULT_BACKEND: z.url().optional(),
  };
}

export interface QueueSettings {
  readonly concurrency?: number | undefined;
  readonly jobsPerProcess?: number | undefined;
  readonly softLimitMs?: number | undefined;
  readonly hardLimitMs?: number | undefined;
  /** A limit is one of Celery's names. */
  readonly isCelerys: boolean;
}

export function queueSettings(env: Env, queue: string): QueueSettings {
  const value = (setting: string) => env[`${nameInEnv(queue)}_${setting}`] as number | undefined;
  const common = (setting: string) => env[setting] as number | undefined;
  const ms = (seconds: number | undefined) => seconds && seconds * 1000;
  const [soft, hard] = [value('SOFT_LIMIT_S'), value('HARD_LIMIT_S')];
  const [celerySoft, celeryHard] = [common('CELERY_TASK_SOFT_TIME_LIMIT'), common('CELERY_TASK_TIME_LIMIT')];
  return {
    concurrency: value('CONCURRENCY') ?? common('CELERY_WORKER_CONCURRENCY'),
    jobsPerProcess: value('MAX_JOBS') ?? common('MAX_JOBS_PER_PROCESS'),
    softLimitMs: ms(soft ?? celerySoft),
    hardLimitMs: ms(hard ?? celeryHard),
    isCelerys: (soft === undefined && celerySoft !== undefined) || (hard === undefined && celeryHard !== undefined),
  };
}

/** A lane has slots of its own: what is said of all queues is not meant for it. */
export const laneConcurrency = (env: Env, lane: string) => env[`${nameInEnv(lane)}_CONCURRENCY`] as number | undefined;

/**
 * Those of the environment, else of the contract. Refuses to end a job before it has been asked to stop; where one of the
 * two comes from Celery's names, which are meant for no queue in particular, it is asked no later than it is ended.
 */
export function limitsOf(contract: Pick<JobContract, 'name' | 'queue'> & TimeLimits, env: Env): TimeLimits {
  const settings = queueSettings(env, contract.queue);
  const softLimitMs = settings.softLimitMs ?? contract.softLimitMs;
  const hardLimitMs = settings.hardLimitMs ?? contract.hardLimitMs;
  if (softLimitMs <= hardLimitMs) return { softLimitMs, hardLimitMs };
  if (settings.isCelerys) return { softLimitMs: hardLimitMs, hardLimitMs };
  const name = nameInEnv(contract.queue);
  throw new BadEnvironment([
    `${name}_SOFT_LIMIT_S: ${contract.name} would be asked to stop after ${softLimitMs / 1000} s, ` +
      `but ended after ${hardLimitMs / 1000} s already. Set ${name}_HARD_LIMIT_S to no less.`,
  ]);
}
