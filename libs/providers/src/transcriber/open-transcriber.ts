import { OpenAiTranscriber } from './openai-transcriber.js';
import { PocketsphinxTranscriber } from './pocketsphinx-transcriber.js';
import { SherpaTranscriber } from './sherpa-transcriber.js';
import type { Transcriber } from './transcriber.js';
import { WhisperTranscriber } from './whisper-transcriber.js';
import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import type { TranscriberEnv } from './transcriber-env.js';

/** The engine that the environment names. Throws `BadEnvironment` where it does not say what that engine needs. */
export function openTranscriber(env: TranscriberEnv): Transcriber {
  const threads = env.TRANSCRIBER_THREADS;
  switch (env.TRANSCRIBER) {
    case 'pocketsphinx':
      return new PocketsphinxTranscriber();
    case 'whisper':
      return new WhisperTranscriber({ model: needed(env, 'WHISPER_MODEL_PATH'), threads });
    case 'sherpa':
      return new SherpaTranscriber({
        modelFolder: needed(env, 'SHERPA_MODEL_FOLDER'),
        languages: env.SHERPA_LANGUAGES,
        threads,
      });
    case 'openai':
      return openOpenAi(env);
  }
}

/** OpenAI itself answers nobody without a key; a server of one's own may. */
function openOpenAi(env: TranscriberEnv) {
  const baseUrl = env.OPENAI_TRANSCRIBER_URL;
  return new OpenAiTranscriber({
    baseUrl,
    apiKey: baseUrl === undefined ? needed(env, 'OPENAI_TRANSCRIBER_KEY') : env.OPENAI_TRANSCRIBER_KEY,
    model: env.OPENAI_TRANSCRIBER_MODEL,
    timeoutMs: env.OPENAI_TRANSCRIBER_TIMEOUT_S * 1000,
    maxUploadBytes: env.OPENAI_TRANSCRIBER_MAX_BYTES,
  });
}

type Setting = 'WHISPER_MODEL_PATH' | 'SHERPA_MODEL_FOLDER' | 'OPENAI_TRANSCRIBER_KEY';

function needed(env: TranscriberEnv, name: Setting): string {
  const value = env[name];
  if (value === undefined) throw new BadEnvironment([`${name}: needed with TRANSCRIBER=${env.TRANSCRIBER}`]);
  return value;
}
