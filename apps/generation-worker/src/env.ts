import { engineEnv } from '@polyspool/jobs/engines/engine-env';
import { encryptionEnv } from '@polyspool/jobs/packing/encryption-env';
import { provenanceEnv } from '@polyspool/jobs/provenance/provenance-env';
import { queueEnv } from '@polyspool/jobs/queue-env';
import { imageGeneratorEnv } from '@polyspool/providers/image-generator/image-generator-env';
import { scriptReaderEnv } from '@polyspool/providers/script-reader/script-reader-env';
import { speechEnv } from '@polyspool/providers/speech-synthesizer/speech-env';
import { readEnv, redisEnv, serviceEnv, storageEnv } from '@polyspool/service/env';
import { generationEnv } from './engines/generation-env.js';

export const env = readEnv({
  ...serviceEnv,
  ...redisEnv,
  ...storageEnv,
  ...encryptionEnv,
  ...provenanceEnv,
  ...engineEnv(),
  ...scriptReaderEnv,
  ...imageGeneratorEnv,
  ...speechEnv,
  ...generationEnv,
  ...queueEnv(['script', 'image-generation', 'audio-generation', 'video-generation']),
});
