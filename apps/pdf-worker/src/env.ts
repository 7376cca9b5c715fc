import { engineEnv } from '@polyspool/jobs/engines/engine-env';
import { encryptionEnv } from '@polyspool/jobs/packing/encryption-env';
import { queueEnv } from '@polyspool/jobs/queue-env';
import { toneEnv } from '@polyspool/providers/tone/tone-env';
import { translatorEnv } from '@polyspool/providers/translation/translator-env';
import { readEnv, redisEnv, serviceEnv, storageEnv } from '@polyspool/service/env';

export const env = readEnv({
  ...serviceEnv,
  ...redisEnv,
  ...storageEnv,
  ...encryptionEnv,
  ...engineEnv(),
  ...translatorEnv,
  ...toneEnv,
  ...queueEnv(['pdf-extract', 'pdf-translate', 'pdf-tone', 'pdf-reconstruct']),
});
