import type { Task } from '@polyspool/processes/run-task';
import { decodeSamples, type SampleDecoder } from './decode-samples.js';
import { NoiseMeter } from './noise-meter.js';
import { SpectrogramMeter } from './spectrogram-meter.js';
import type { SpeechBandMeasures, SpeechBandShape } from './speech-band.js';

export interface SpeechBandQuestion extends SpeechBandShape {
  readonly decoder: SampleDecoder;
}

export const run: Task<SpeechBandQuestion> = async ({ decoder, ...shape }): Promise<SpeechBandMeasures> => {
  const noise = new NoiseMeter(shape.speech);
  const spectrogram = new SpectrogramMeter(shape);
  for await (const samples of decodeSamples(decoder, 1)) {
    for (const sample of samples) {
      noise.take(sample / 32_768);
      spectrogram.take(sample / 32_768);
    }
  }
  return { ...noise.end(), spectrogram: spectrogram.end() };
};
