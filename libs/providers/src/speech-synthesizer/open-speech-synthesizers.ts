import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import type { SpeechEngine } from '@polyspool/contracts/film';
import { EspeakSpeechSynthesizer } from './espeak-speech-synthesizer.js';
import { FliteSpeechSynthesizer } from './flite-speech-synthesizer.js';
import { OpenAiSpeechSynthesizer } from './openai-speech-synthesizer.js';
import { PiperSpeechSynthesizer } from './piper-speech-synthesizer.js';
import { SherpaSpeechSynthesizer } from './sherpa-speech-synthesizer.js';
import type { SpeechEnv } from './speech-env.js';
import type { SpeechSynthesizer } from './speech-synthesizer.js';
import { SpeechSynthesizers } from './speech-synthesizers.js';

/** All for which the environment says what they need. Throws `BadEnvironment` where the one that it names is not among them. */
export function openSpeechSynthesizers(env: SpeechEnv): SpeechSynthesizers {
  const open: SpeechSynthesizer[] = [
    new FliteSpeechSynthesizer({ voice: env.FLITE_VOICE }),
    new EspeakSpeechSynthesizer(),
    ...piper(env),
    ...openAi(env),
    ...sherpa(env),
  ];
  const byName = new Map<SpeechEngine, SpeechSynthesizer>(open.map((engine) => [engine.name, engine]));
  const standard = env.SPEECH_ENGINE;
  if (standard && !byName.has(standard))
    throw new BadEnvironment([`${needs[standard] ?? ''}: needed with SPEECH_ENGINE=${standard}`]);
  return new SpeechSynthesizers(byName, standard);
}

const needs: Readonly<Partial<Record<SpeechEngine, string>>> = {
  piper: 'PIPER_URL',
  openai: 'OPENAI_SPEECH_URL or OPENAI_SPEECH_KEY',
  sherpa: 'SHERPA_SPEECH_FOLDER',
};

function piper({ PIPER_URL: url, PIPER_VOICE: voice, PIPER_LANGUAGES: languages, ...env }: SpeechEnv) {
  return url === undefined
    ? []
    : [new PiperSpeechSynthesizer({ url, voice, languages, timeoutMs: milliseconds(env.PIPER_TIMEOUT_S) })];
}

/** OpenAI itself answers nobody without a key; a server of one's own may. */
function openAi(env: SpeechEnv) {
  const { OPENAI_SPEECH_URL: url, OPENAI_SPEECH_KEY: apiKey } = env;
  if (url === undefined && apiKey === undefined) return [];
  return [
    new OpenAiSpeechSynthesizer({
      url,
      apiKey,
      model: env.OPENAI_SPEECH_MODEL,
      voice: env.OPENAI_SPEECH_VOICE,
      languages: env.OPENAI_SPEECH_LANGUAGES,
      timeoutMs: milliseconds(env.OPENAI_SPEECH_TIMEOUT_S),
    }),
  ];
}

function sherpa({ SHERPA_SPEECH_FOLDER: modelFolder, SHERPA_SPEECH_LANGUAGES: languages }: SpeechEnv) {
  return modelFolder === undefined ? [] : [new SherpaSpeechSynthesizer({ modelFolder, languages })];
}

const milliseconds = (seconds: number | undefined) => seconds && seconds * 1000;
