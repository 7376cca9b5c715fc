import { runTask } from '@polyspool/processes/run-task';
import { z } from 'zod';
import type { MediaInput } from './media-input.js';
import type { WaveformQuestion } from './measure-waveform.task.js';
import { sampleDecoder } from './sample-decoder.js';
import type { WaveformMeasures } from './waveform-meter.js';

export interface WaveformMeasuring {
  readonly input: MediaInput;
  /** Of the first audio track. */
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly durationSeconds: number;
  readonly columns: number;
  readonly signal?: AbortSignal;
}

const Levels = z.array(z.number());
const Measures = z.object({
  clippedShare: z.number(),
  waveform: z.object({ lowest: Levels, highest: Levels, rms: Levels, clipped: Levels }),
});

const limits = { cpuSeconds: 3600, fileSizeBytes: 0 };

/** The levels of a recording as it came, and how much of it clips. Throws `media.unreadable`. */
export async function measureWaveform(measuring: WaveformMeasuring): Promise<WaveformMeasures> {
  const { input, channels, sampleRateHz, durationSeconds, columns, signal } = measuring;
  const frames = Math.max(1, Math.round(durationSeconds * sampleRateHz));
  const question: WaveformQuestion = { decoder: await sampleDecoder(input), channels, frames, columns };
  return runTask({
    name: 'measure-waveform.task',
    from: import.meta.url,
    input: question,
    answer: Measures,
    limits,
    maxHeapMb: 128,
    ...(signal && { signal }),
  });
}
