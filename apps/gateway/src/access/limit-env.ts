import { perMinute } from '@polyspool/access/access-env';
import type { z } from 'zod';
import type { LimitOptions } from './request-limits.js';

/** Requests in a minute, far above what somebody at a screen or a patient program asks. 0: no limit. */
export const limitEnv = {
  RATE_LIMIT_KEY_READS: perMinute(6_000),
  RATE_LIMIT_KEY_WRITES: perMinute(3_000),
  RATE_LIMIT_PERSON_READS: perMinute(12_000),
  RATE_LIMIT_PERSON_WRITES: perMinute(6_000),
};

export const limitOptionsOf = (env: Readonly<z.output<z.ZodObject<typeof limitEnv>>>): LimitOptions => ({
  keyReads: env.RATE_LIMIT_KEY_READS,
  keyWrites: env.RATE_LIMIT_KEY_WRITES,
  personReads: env.RATE_LIMIT_PERSON_READS,
  personWrites: env.RATE_LIMIT_PERSON_WRITES,
});
