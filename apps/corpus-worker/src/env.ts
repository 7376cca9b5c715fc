import { engineEnv } from '@polyspool/jobs/engines/engine-env';
import { encryptionEnv } from '@polyspool/jobs/packing/encryption-env';
import { queueEnv } from '@polyspool/jobs/queue-env';
import { transcriberEnv, voiceDetectorEnv } from '@polyspool/providers/transcriber/transcriber-env';
import { readEnv, redisEnv, serviceEnv, storageEnv } from '@polyspool/service/env';
import { z } from 'zod';

export const env = readEnv({
  ...serviceEnv,
  ...redisEnv,
  ...storageEnv,
  /** Without it `storage.upload` answers that there is no archive. */
  ARCHIVE_URL: z.url({ protocol: /^(file|s3)$/ }).optional(),
  ...encryptionEnv,
  ...engineEnv(),
  ...transcriberEnv,
  ...voiceDetectorEnv,
  ...queueEnv(['file-processing', 'data-analysis']),
});
