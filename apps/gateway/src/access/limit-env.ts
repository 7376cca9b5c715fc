import type { QueueConnection } from '@polyspool/jobs/redis-connection';
import { isRedisNamed, type RedisSettings, redisTopologyOf } from '@polyspool/service/redis-topology';
import { z } from 'zod';
import type { LimitOptions } from './request-limits.js';

const perMinute = (requests: number) => z.coerce.number().int().min(0).max(10_000_000).default(requests);

/** Requests in a minute, far above what somebody at a screen or a patient program asks. 0: no limit. */
export const limitEnv = {
  RATE_LIMIT_KEY_READS: perMinute(6_000),
  RATE_LIMIT_KEY_WRITES: perMinute(3_000),
  RATE_LIMIT_PERSON_READS: perMinute(12_000),
  RATE_LIMIT_PERSON_WRITES: perMinute(6_000),
  RATE_LIMIT_FAILURES: perMinute(60),
};

type LimitEnv = Readonly<z.output<z.ZodObject<typeof limitEnv>>> & RedisSettings & { readonly QUEUE_PREFIX: string };

export const limitOptionsOf = (env: LimitEnv): LimitOptions => ({
  keyReads: env.RATE_LIMIT_KEY_READS,
  keyWrites: env.RATE_LIMIT_KEY_WRITES,
  personReads: env.RATE_LIMIT_PERSON_READS,
  personWrites: env.RATE_LIMIT_PERSON_WRITES,
  failures: env.RATE_LIMIT_FAILURES,
  redis: redisOf(env),
});

/** None: each replica counts for itself. */
function redisOf(env: LimitEnv): QueueConnection | undefined {
  return isRedisNamed(env) ? { ...redisTopologyOf(env), prefix: env.QUEUE_PREFIX } : undefined;
}
