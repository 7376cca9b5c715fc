import type { TimeRange } from '@polyspool/contracts/time-range';
import { wavSeconds, type WavSound } from './wav-sound.js';

const frameSeconds = 0.01;
/** -46 dB: breath and noise of an engine are below, the softest sound of a word above. */
const audiblePeak = 160;

/** Without the silence around it; all of a sound that is nothing but silence. */
export function soundingPart(sound: WavSound): TimeRange {
  const frame = Math.max(1, Math.round(frameSeconds * sound.sampleRate));
  const { samples } = sound;
  const first = samples.findIndex(isAudible);
  if (first < 0) return { startSeconds: 0, endSeconds: wavSeconds(sound) };
  const last = samples.findLastIndex(isAudible);
  return {
    startSeconds: Math.max(0, first - frame) / sound.sampleRate,
    endSeconds: Math.min(samples.length, last + frame) / sound.sampleRate,
  };
}

const isAudible = (sample: number) => Math.abs(sample) >= audiblePeak;
