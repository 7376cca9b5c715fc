import { queueNames } from '@polyspool/contracts/catalogue';
import { queueAliases } from '@polyspool/contracts/queues';
import { readEnv, redisEnv, serviceEnv } from '@polyspool/service/env';
import { z } from 'zod';

const queueKeys = [...new Set([...Object.keys(queueAliases), ...queueNames])].join(',');

export const env = readEnv({
  ...serviceEnv,
  ...redisEnv,
  GATEWAY_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8000'),
  /** Whose jobs the tasks become. Without it no message is taken. */
  CELERY_BRIDGE_KEY: z.string().min(1).optional(),
  /** The queues as Celery's clients name them. */
  CELERY_QUEUES: z
    .string()
    .default(queueKeys)
    .transform((text) => text.split(',').map((name) => name.trim()))
    .pipe(z.array(z.string().min(1).max(200)).min(1).max(100)),
  /** Celery's `result_expires`. */
  CELERY_RESULT_EXPIRES_S: z.coerce.number().int().positive().default(86_400),
});

export type BridgeEnv = typeof env;
