import { engineEnv } from '@polyspool/jobs/engines/engine-env';
import { encryptionEnv } from '@polyspool/jobs/packing/encryption-env';
import { queueEnv } from '@polyspool/jobs/queue-env';
import { translatorEnv } from '@polyspool/providers/translation/translator-env';
import { readEnv, redisEnv, serviceEnv, storageEnv } from '@polyspool/service/env';
import { transcriberEnv, voiceDetectorEnv } from '@polyspool/providers/transcriber/transcriber-env';
import { vocabularyEnv } from './engines/vocabulary-env.js';

export const env = readEnv({
  ...serviceEnv,
  ...redisEnv,
  ...storageEnv,
  ...encryptionEnv,
  ...engineEnv(),
  ...transcriberEnv,
  ...voiceDetectorEnv,
  ...translatorEnv,
  ...vocabularyEnv,
  ...queueEnv(['video', 'content', 'language']),
});
