import { readEnv, storageEnv } from '@polyspool/service/env';

/** For the command beside the service: it needs the storage only. */
export const env = readEnv(storageEnv);
