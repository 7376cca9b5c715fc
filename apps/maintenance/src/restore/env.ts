import { keysSetting } from '@polyspool/jobs/packing/encryption-env';
import { readEnv, storageEnv } from '@polyspool/service/env';
import { z } from 'zod';

/** For the command beside the service: there is no database to ask when it is needed. */
export const env = readEnv({
  ...storageEnv,
  BACKUP_KEY: keysSetting,
  /** Where the services keep everything: restored into where nothing else is said. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  POSTGRES_BIN_DIR: z.string().optional(),
  /** Of the database that is restored into, as libpq's programs take it: command lines can be seen by all. */
  PGPASSWORD: z.string().optional(),
});
