import { AppError } from '@polyspool/contracts/errors';
import { readWavSound, type WavSound } from './wav-sound.js';

/** What an engine sent for one. Throws `engine.failed` where it is something else, or not whole. */
export function readAnsweredWav(engine: string, file: Uint8Array): WavSound {
  try {
    return readWavSound(file);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('engine.failed', `${engine} answered something else than a recording: ${why}`, { cause });
  }
}
