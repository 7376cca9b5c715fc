import { queueEnv } from '@polyspool/jobs/queue-env';
import { readEnv, redisEnv, serviceEnv, storageEnv } from '@polyspool/service/env';

export const env = readEnv({ ...serviceEnv, ...redisEnv, ...storageEnv, ...queueEnv(['video']) });
