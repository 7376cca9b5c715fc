import type { Task } from '@polyspool/processes/run-task';
import { decodeSamples, type SampleDecoder } from './decode-samples.js';
import { WaveformMeter, type WaveformShape } from './waveform-meter.js';

export interface WaveformQuestion extends WaveformShape {
  readonly decoder: SampleDecoder;
}

export const run: Task<WaveformQuestion> = async ({ decoder, ...shape }) => {
  const meter = new WaveformMeter(shape);
  for await (const samples of decodeSamples(decoder, shape.channels)) meter.read(samples);
  return meter.end();
};
