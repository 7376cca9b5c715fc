import type { TimeRange } from '@polyspool/contracts/time-range';
import { findExecutable } from '@polyspool/processes/find-executable';
import { resolve } from 'node:path';
import { z } from 'zod';
import { engineError } from '../engine-error.js';
import { modelVersion } from '../model-version.js';
import { packageVersion } from '../package-file.js';
import { requireFile } from '../require-file.js';
import { runTask, type TaskRun } from '@polyspool/processes/run-task';
import { joinRanges } from './join-ranges.js';
import { sileroModelPath, sileroPackage } from './silero-model-path.js';
import type { DetectableAudio, DetectOptions, DetectorLabel, VoiceDetector } from './voice-detector.js';

/** What the task is given. */
export interface SpeechSearch {
  readonly model: string;
  /** Where there is none, it only loads the network. */
  readonly decoder?: { readonly command: string; readonly args: readonly string[] };
  /** From which probability on (0 to 1) it is speech. */
  readonly threshold: number;
  readonly minSilenceSeconds: number;
  readonly minSpeechSeconds: number;
}

const HeardSpeech = z.union([
  z.object({ startSeconds: z.number(), endSeconds: z.number() }),
  z.object({ heardSeconds: z.number() }),
]);
/** What it tells meanwhile. */
export type HeardSpeech = z.output<typeof HeardSpeech>;

type Run = TaskRun<z.ZodNull, typeof HeardSpeech>;

export interface SileroOptions {
  readonly model?: string;
  readonly ffmpeg?: string;
  readonly threshold?: number;
  /** A shorter pause is none. */
  readonly minSilenceSeconds?: number;
  readonly minSpeechSeconds?: number;
}

/** It needs 60 MB and a minute for three hours of sound. */
const limits = { cpuSeconds: 3600, fileSizeBytes: 0 };
/** Long speech comes in parts that meet. */
const meetingSeconds = 0.05;

/** Silero VAD v5: a small neural network that also finds speech under noise and music. */
export class SileroVoiceDetector implements VoiceDetector {
  constructor(private readonly options: SileroOptions = {}) {}

  async describe(): Promise<DetectorLabel> {
    const { threshold, minSilenceSeconds, minSpeechSeconds } = this.#settings();
    const { model } = this.options;
    const network = model ? await modelVersion(model) : `v5-${packageVersion(sileroPackage)}`;
    const runtime = packageVersion('sherpa-onnx-node');
    return { engine: 'silero', version: [network, runtime, threshold, minSilenceSeconds, minSpeechSeconds].join('-') };
  }

  /** That its parts are there and can be loaded. Throws `engine.missing`, `engine.failed`. */
  async check() {
    await this.#ffmpeg();
    await this.#run({});
  }

  async detect(audio: DetectableAudio, { durationSeconds, signal, onProgress }: DetectOptions): Promise<TimeRange[]> {
    const speech: TimeRange[] = [];
    let told = 0;
    const tell = (seconds: number) => {
      const fraction = Math.min(1, seconds / durationSeconds);
      if (fraction > told) onProgress?.((told = fraction));
    };
    const onMessage = (message: HeardSpeech) =>
      'heardSeconds' in message ? tell(message.heardSeconds) : speech.push(message);
    await this.#run({ decoder: await this.#decoder(audio), signal, onMessage });
    tell(durationSeconds);
    return joinRanges(speech, meetingSeconds, durationSeconds);
  }

  async #run({ decoder, ...run }: Pick<SpeechSearch, 'decoder'> & Pick<Run, 'signal' | 'onMessage'>) {
    const model = await requireFile(this.#model(), 'The network');
    const input: SpeechSearch = { ...this.#settings(), model, ...(decoder && { decoder }) };
    const task = { name: 'detect-speech.task', from: import.meta.url, limits, maxHeapMb: 128 };
    try {
      await runTask({ ...task, ...run, input, answer: z.null(), message: HeardSpeech });
    } catch (error) {
      throw engineError('silero', error, [model]);
    }
  }

  async #decoder({ path, demuxer }: DetectableAudio) {
    // As files are given to ffmpeg everywhere here: never as a URL, never for it to guess what they are.
    const input = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', demuxer, '-f', demuxer];
    // Second 0 is second 0 of the file, also where the sound begins later or has holes.
    const filters = ['-af', 'aresample=async=1:first_pts=0', '-map', '0:a:0', '-ac', '1', '-ar', '16000'];
    const output = ['-c:a', 'pcm_s16le', '-f', 's16le', 'pipe:1'];
    return {
      command: await this.#ffmpeg(),
      args: [
        '-nostdin',
        '-v',
        'error',
        ...input,
        '-i',
        `file:${resolve(path)}`,
        '-vn',
        '-sn',
        '-dn',
        ...filters,
        ...output,
      ],
    };
  }

  #settings() {
    const { threshold = 0.5, minSilenceSeconds = 0.3, minSpeechSeconds = 0.25 } = this.options;
    return { threshold, minSilenceSeconds, minSpeechSeconds };
  }

  #model = () => this.options.model ?? sileroModelPath();
  #ffmpeg = () => findExecutable(this.options.ffmpeg ?? 'ffmpeg');
}
