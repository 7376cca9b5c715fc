import type { TimeRange } from '@polyspool/contracts/time-range';
import type { WavSound } from './wav-sound.js';

/** The mean of what is heard. For tests only. */
export function loudnessBetween({ samples, sampleRate }: WavSound, { startSeconds, endSeconds }: TimeRange): number {
  const heard = samples.subarray(Math.floor(startSeconds * sampleRate), Math.ceil(endSeconds * sampleRate));
  return heard.reduce((sum, sample) => sum + Math.abs(sample), 0) / Math.max(1, heard.length);
}
