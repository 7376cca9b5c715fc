import { runTask } from '@polyspool/processes/run-task';
import { z } from 'zod';
import type { MediaInput } from './media-input.js';
import type { SpeechBandQuestion } from './measure-speech-band.task.js';
import { sampleDecoder } from './sample-decoder.js';
import { bandSampleRate, type SpeechBandMeasures, type SpeechBandShape } from './speech-band.js';

export interface SpeechBandMeasuring extends Omit<SpeechBandShape, 'samples'> {
  /** 16 kHz mono. */
  readonly input: MediaInput;
  readonly durationSeconds: number;
  readonly signal?: AbortSignal;
}

const Measures = z.object({
  speechDb: z.number().optional(),
  noiseDb: z.number().optional(),
  spectrogram: z.string(),
});

const limits = { cpuSeconds: 3600, fileSizeBytes: 0 };

/** How speech stands out from what lies between it, and what can be seen of it. Throws `media.unreadable`. */
export async function measureSpeechBand(measuring: SpeechBandMeasuring): Promise<SpeechBandMeasures> {
  const { input, durationSeconds, columns, speech, signal } = measuring;
  const samples = Math.max(1, Math.round(durationSeconds * bandSampleRate));
  const question: SpeechBandQuestion = { decoder: await sampleDecoder(input), samples, columns, speech };
  return runTask({
    name: 'measure-speech-band.task',
    from: import.meta.url,
    input: question,
    answer: Measures,
    limits,
    maxHeapMb: 128,
    ...(signal && { signal }),
  });
}

const leastNoisePower = 1e-9;

/** Undefined where nobody speaks, or nobody is ever silent. */
export function signalToNoiseDb({ speechDb, noiseDb }: Pick<SpeechBandMeasures, 'speechDb' | 'noiseDb'>) {
  if (speechDb === undefined || noiseDb === undefined) return undefined;
  const [heard, noise] = [10 ** (speechDb / 10), 10 ** (noiseDb / 10)];
  // While somebody speaks the noise goes on.
  return 10 * Math.log10(Math.max(heard - noise, noise * 0.01, leastNoisePower) / Math.max(noise, leastNoisePower));
}
