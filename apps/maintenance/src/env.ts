import { nextTime } from '@polyspool/database/next-time';
import { encryptionEnv, keysSetting } from '@polyspool/jobs/packing/encryption-env';
import { provenanceEnv } from '@polyspool/jobs/provenance/provenance-env';
import { queueEnv } from '@polyspool/jobs/queue-env';
import { databaseEnv, readEnv, redisEnv, serviceEnv, storageEnv } from '@polyspool/service/env';
import { z } from 'zod';

export const env = readEnv({
  ...serviceEnv,
  ...redisEnv,
  ...databaseEnv(),
  ...storageEnv,
  ...encryptionEnv,
  ...queueEnv(['backup', 'maintenance', 'reports', 'system']),
  /** As ENCRYPTION_KEYS: the first one seals, all of them open. Without it there are no backups. */
  BACKUP_KEY: keysSetting,
  /** Where pg_dump and pg_restore are; where Debian has them, or in PATH, if nothing is said. */
  POSTGRES_BIN_DIR: z.string().optional(),
  /** Where `storage.upload` keeps files: an erasure removes them there, too. */
  ARCHIVE_URL: z.url({ protocol: /^(file|s3)$/ }).optional(),
  /** Signs certificates of erasures; without it they are not signed. */
  PROVENANCE_KEY: provenanceEnv.PROVENANCE_KEY.optional(),
  /** Where people reach the gateway: links in mails begin with it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8000'),
  /** Jobs that ended more days ago are removed with their files; if nothing is said they stay until their owners remove them. */
  RETENTION_DAYS: z.coerce.number().int().positive().max(36_500).optional(),
  /** Months of the event log that ended more days ago are dropped, with what jobs have said in them; the jobs themselves stay. */
  EVENT_LOG_DAYS: z.coerce.number().int().positive().max(36_500).optional(),
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
