import { accessEnv, proxiesInFront } from '@polyspool/access/access-env';
import { databaseEnv, readEnv, redisEnv, serviceEnv } from '@polyspool/service/env';
import { z } from 'zod';

export const env = readEnv({
  ...serviceEnv,
  ...redisEnv,
  ...databaseEnv(),
  ...accessEnv,
  /** The gateway; who comes by it and who comes by a proxy has one in front. */
  PROXIES_IN_FRONT: proxiesInFront(1),
  /** Root jobs of a queue that are in Redis at once; where it has many slots, four for each of them. */
  DISPATCH_WINDOW: z.coerce.number().int().positive().default(100),
  /** Sockets and event streams of one person to this replica. */
  LIVE_CONNECTIONS_PER_USER: z.coerce.number().int().min(1).default(1_000),
  /** Dead letters are kept so long. */
  DEAD_LETTER_DAYS: z.coerce.number().positive().max(10_000).default(30),
});

export type JobStatusEnv = typeof env;
