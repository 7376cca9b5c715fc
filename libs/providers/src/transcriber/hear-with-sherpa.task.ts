import { open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Task } from '@polyspool/processes/run-task';
import type { HeardBySherpa, SherpaRequest } from './sherpa-transcriber.js';

const sampleRate = 16_000;
const sampleBytes = 2;
const headerBytes = 44;
const windowSize = 512;
/** Whisper hears half a minute at most. */
const maxSpeechSeconds = 20;
const tellEverySeconds = 5;

interface Speech {
  readonly start: number;
  readonly samples: Float32Array;
}

interface Heard {
  readonly heardSeconds: number;
  readonly speech?: Speech;
}

interface Stream {
  acceptWaveform(sound: { readonly samples: Float32Array; readonly sampleRate: number }): void;
}

interface Vad {
  acceptWaveform(samples: Float32Array): void;
  isEmpty(): boolean;
  front(enableExternalBuffer: boolean): Speech;
  pop(): void;
  flush(): void;
}

interface Recognizer {
  createStream(): Stream;
  decode(stream: Stream): void;
  getResult(stream: Stream): { readonly text: string; readonly lang?: string };
}

interface Sherpa {
  Vad: new (config: object, seconds: number) => Vad;
  OfflineRecognizer: new (config: object) => Recognizer;
  SpokenLanguageIdentification: new (config: object) => { createStream(): Stream; compute(stream: Stream): string };
}

/** Finds speech in the file and has the model hear it, spell by spell; or hear of the first one which language it is. */
export const run: Task<SherpaRequest, HeardBySherpa> = async (request, tell) => {
  const sherpa = loadSherpa();
  if (request.identifier) return identify(sherpa, request);
  const recognizer = new sherpa.OfflineRecognizer({
    featConfig: { sampleRate, featureDim: 80 },
    modelConfig: { ...request.model, numThreads: request.threads, provider: 'cpu', debug: 0 },
  });
  if (request.wav === undefined) return;
  let toldSeconds = 0;
  for await (const { speech, heardSeconds } of speechIn(sherpa, request, request.wav)) {
    if (speech) {
      const stream = recognizer.createStream();
      stream.acceptWaveform({ samples: speech.samples, sampleRate });
      recognizer.decode(stream);
      const startSeconds = speech.start / sampleRate;
      const endSeconds = startSeconds + speech.samples.length / sampleRate;
      const result = recognizer.getResult(stream);
      tell({ ...result, startSeconds, endSeconds });
      if (request.isOnlyForLanguage) return result.lang;
    }
    if (heardSeconds < toldSeconds + tellEverySeconds) continue;
    toldSeconds = heardSeconds;
    tell({ heardSeconds });
  }
};

async function identify(sherpa: Sherpa, request: SherpaRequest) {
  const identifier = new sherpa.SpokenLanguageIdentification({ ...request.identifier, numThreads: request.threads });
  if (request.wav === undefined) return;
  for await (const { speech } of speechIn(sherpa, request, request.wav)) {
    if (!speech) continue;
    const stream = identifier.createStream();
    stream.acceptWaveform({ samples: speech.samples, sampleRate });
    return identifier.compute(stream);
  }
}

async function* speechIn(sherpa: Sherpa, { vadModel }: SherpaRequest, wav: string): AsyncGenerator<Heard> {
  const sileroVad = { model: vadModel, threshold: 0.5, minSilenceDuration: 0.3, minSpeechDuration: 0.1, windowSize };
  const config = { sileroVad: { ...sileroVad, maxSpeechDuration: maxSpeechSeconds }, sampleRate, provider: 'cpu' };
  const vad = new sherpa.Vad(config, 2 * maxSpeechSeconds);
  const found = function* (heardSeconds: number) {
    for (; !vad.isEmpty(); vad.pop()) yield { speech: vad.front(false), heardSeconds };
  };
  const file = await open(wav);
  try {
    const pcm = Buffer.alloc(windowSize * sampleBytes);
    for (let at = headerBytes; ; at += pcm.length) {
      const { bytesRead } = await file.read(pcm, 0, pcm.length, at);
      if (bytesRead < sampleBytes) break;
      vad.acceptWaveform(samplesOf(pcm.subarray(0, bytesRead)));
      const heardSeconds = (at - headerBytes + bytesRead) / sampleBytes / sampleRate;
      yield* found(heardSeconds);
      yield { heardSeconds };
    }
  } finally {
    await file.close();
  }
  vad.flush();
  yield* found(0);
}

function samplesOf(pcm: Buffer) {
  const samples = new Float32Array(Math.floor(pcm.length / sampleBytes));
  for (let i = 0; i < samples.length; i++) samples[i] = pcm.readInt16LE(i * sampleBytes) / 32_768;
  return samples;
}

function loadSherpa() {
  try {
    return createRequire(import.meta.url)('sherpa-onnx-node') as Sherpa;
  } catch (error) {
    const detail = `sherpa-onnx cannot be loaded: ${error instanceof Error ? error.message : String(error)}`;
    throw Object.assign(new Error(detail), { code: 'engine.missing' });
  }
}
