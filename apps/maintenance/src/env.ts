import { nextTime } from '@polyspool/database/next-time';
import { encryptionEnv } from '@polyspool/jobs/packing/encryption-env';
import { queueEnv } from '@polyspool/jobs/queue-env';
import { readEnv, redisEnv, serviceEnv, storageEnv } from '@polyspool/service/env';
import { z } from 'zod';

export const env = readEnv({
  ...serviceEnv,
  ...redisEnv,
  ...storageEnv,
  ...encryptionEnv,
  ...queueEnv(['system']),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** With which its schedule is first made, in UTC; `off` makes none. */
  HEALTH_CHECK_CRON: z
    .union([z.literal('off'), z.string().refine(isCron, 'No cron expression')])
    .default('*/30 * * * * *'),
});

export type MaintenanceEnv = typeof env;

function isCron(text: string) {
  try {
    return Boolean(nextTime(text, new Date()));
  } catch {
    return false;
  }
}
