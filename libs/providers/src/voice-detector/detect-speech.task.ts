import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { Task } from '@polyspool/processes/run-task';
import type { HeardSpeech, SpeechSearch } from './silero-voice-detector.js';

const sampleRate = 16_000;
const sampleBytes = 2;
/** What the model takes at a time, in samples. */
const windowSize = 512;
/** Long speech comes in parts, so that no more than this is held. */
const maxSpeechSeconds = 20;
const tellEverySeconds = 10;

interface Vad {
  acceptWaveform(samples: Float32Array): void;
  isEmpty(): boolean;
  front(enableExternalBuffer: boolean): { readonly start: number; readonly samples: Float32Array };
  pop(): void;
  flush(): void;
}

/** Runs silero over what ffmpeg decodes, piece by piece: four hours take no more memory than a minute. */
export const run: Task<SpeechSearch, HeardSpeech> = async (search, tell) => {
  const vad = openVad(search);
  if (!search.decoder) return;
  const ffmpeg = spawn(search.decoder.command, search.decoder.args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(ffmpeg, 'close');
  let said = '';
  ffmpeg.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2000)));

  const detector = new SpeechReader(vad, tell);
  for await (const chunk of ffmpeg.stdout) detector.read(chunk as Buffer);
  const [code] = (await exit) as [number | null];
  if (code !== 0)
    throw Object.assign(new Error(said.trim() || `ffmpeg ended with ${code}`), { code: 'media.unreadable' });
  detector.end();
};

class SpeechReader {
  #rest = Buffer.alloc(0);
  #seconds = 0;
  #toldSeconds = 0;

  readonly #vad: Vad;
  readonly #tell: (message: HeardSpeech) => void;

  // Not in the parameters: types are only stripped from a task.
  constructor(vad: Vad, tell: (message: HeardSpeech) => void) {
    this.#vad = vad;
    this.#tell = tell;
  }

  read(chunk: Buffer) {
    const bytes = this.#rest.length ? Buffer.concat([this.#rest, chunk]) : chunk;
    const windowBytes = windowSize * sampleBytes;
    const whole = bytes.length - (bytes.length % windowBytes);
    for (let at = 0; at < whole; at += windowBytes) this.#hear(bytes.subarray(at, at + windowBytes));
    this.#rest = Buffer.from(bytes.subarray(whole));
  }

  end() {
    this.#hear(this.#rest);
    this.#vad.flush();
    this.#tellSpeech();
  }

  #hear(pcm: Buffer) {
    const samples = new Float32Array(pcm.length / sampleBytes);
    for (let i = 0; i < samples.length; i++) samples[i] = pcm.readInt16LE(i * sampleBytes) / 32_768;
    this.#vad.acceptWaveform(samples);
    this.#seconds += samples.length / sampleRate;
    this.#tellSpeech();
    if (this.#seconds < this.#toldSeconds + tellEverySeconds) return;
    this.#toldSeconds = this.#seconds;
    this.#tell({ heardSeconds: this.#seconds });
  }

  #tellSpeech() {
    for (; !this.#vad.isEmpty(); this.#vad.pop()) {
      const { start, samples } = this.#vad.front(false);
      this.#tell({ startSeconds: start / sampleRate, endSeconds: (start + samples.length) / sampleRate });
    }
  }
}

function openVad({ model, threshold, minSilenceSeconds, minSpeechSeconds }: SpeechSearch): Vad {
  const { Vad } = loadSherpa();
  const sileroVad = {
    model,
    threshold,
    minSilenceDuration: minSilenceSeconds,
    minSpeechDuration: minSpeechSeconds,
    maxSpeechDuration: maxSpeechSeconds,
    windowSize,
  };
  return new Vad({ sileroVad, sampleRate, numThreads: 1, provider: 'cpu', debug: 0 }, 2 * maxSpeechSeconds);
}

function loadSherpa() {
  try {
    return createRequire(import.meta.url)('sherpa-onnx-node') as { Vad: new (config: unknown, seconds: number) => Vad };
  } catch (error) {
    const detail = `sherpa-onnx cannot be loaded: ${error instanceof Error ? error.message : String(error)}`;
    throw Object.assign(new Error(detail), { code: 'engine.missing' });
  }
}
