import type { Task } from '@polyspool/processes/run-task';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { SherpaSpeechRequest, SpokenBySherpa } from './sherpa-speech-synthesizer.js';
import { joinSounds, wavFile, type WavSound } from './wav-sound.js';

interface Tts {
  readonly numSpeakers: number;
  readonly sampleRate: number;
  generate(request: { readonly text: string; readonly sid: number; readonly speed: number }): {
    readonly samples: Float32Array;
    readonly sampleRate: number;
  };
}

interface Sherpa {
  OfflineTts: new (config: object) => Tts;
}

/** Says texts one after the other into one file; without texts it only tells how many voices the model has. */
export const run: Task<SherpaSpeechRequest, number> = async ({ config, texts, voice, wav }, tell) => {
  const tts = new (loadSherpa().OfflineTts)(config);
  const voices = Math.max(1, tts.numSpeakers);
  if (texts.length === 0) return { voices, lengths: [] } satisfies SpokenBySherpa;
  if (voice >= voices)
    throw Object.assign(new Error(`The model has voices 0 to ${voices - 1}, not ${voice}`), {
      code: 'engine.unsupportedVoice',
    });
  const sounds: WavSound[] = [];
  for (const text of texts) {
    const { samples, sampleRate } = tts.generate({ text, sid: voice, speed: 1 });
    sounds.push({ sampleRate, samples: Int16Array.from(samples, toPcm) });
    tell(sounds.length);
  }
  await writeFile(wav, wavFile(joinSounds(sounds, 0)));
  return { voices, lengths: sounds.map(({ samples }) => samples.length) } satisfies SpokenBySherpa;
};

const toPcm = (sample: number) => Math.round(Math.max(-1, Math.min(1, sample)) * 32_767);

function loadSherpa() {
  try {
    return createRequire(import.meta.url)('sherpa-onnx-node') as Sherpa;
  } catch (error) {
    const detail = `sherpa-onnx cannot be loaded: ${error instanceof Error ? error.message : String(error)}`;
    throw Object.assign(new Error(detail), { code: 'engine.missing' });
  }
}
