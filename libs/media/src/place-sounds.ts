import { AppError } from '@polyspool/contracts/errors';
import { open, type FileHandle } from 'node:fs/promises';
import { samplesPerSecond } from './part-codecs.js';
import { findWavSound, wavHead, wavPlace } from './wav-file.js';

export interface PlacedSound {
  /** A WAV as `levelSound` writes it. */
  readonly path: string;
  readonly startSeconds: number;
}

export interface SoundPlacing {
  /** In the order of their starts; none begins before the one before has ended. */
  readonly sounds: readonly PlacedSound[];
  readonly seconds: number;
  /** A WAV like them. */
  readonly output: string;
  readonly signal?: AbortSignal | undefined;
}

/** Sounds at their times in silence, to the sample, and unchanged. What would play after the end is left out. */
export async function placeSounds({ sounds, seconds, output, signal }: SoundPlacing): Promise<void> {
  const samples = Math.round(seconds * samplesPerSecond);
  const file = await open(output, 'w');
  try {
    await file.write(wavHead(samples), 0, undefined, 0);
    await file.truncate(wavPlace(samples)); // what is never written is read as silence
    let freeFrom = 0;
    for (const { path, startSeconds } of sounds) {
      signal?.throwIfAborted();
      const start = Math.round(startSeconds * samplesPerSecond);
      if (start < freeFrom) throw new AppError('input.invalid', 'A sound begins before the one before it has ended');
      freeFrom = start + (await copySound(path, file, { start, end: samples }));
    }
  } finally {
    await file.close();
  }
}

const blockBytes = 1024 * 1024;

/** Answers how many samples the sound has. */
async function copySound(path: string, to: FileHandle, { start, end }: { start: number; end: number }) {
  const from = await open(path, 'r');
  try {
    const { offsetBytes, samples, channels } = await findWavSound(from);
    if (channels !== 1) throw new AppError('media.unreadable', 'The sound is not mono');
    const length = wavPlace(Math.min(end, start + samples)) - wavPlace(start);
    const block = Buffer.alloc(Math.max(0, Math.min(blockBytes, length)));
    for (let done = 0; done < length; done += block.length) {
      const { bytesRead } = await from.read(block, 0, Math.min(block.length, length - done), offsetBytes + done);
      await to.write(block, 0, bytesRead, wavPlace(start) + done);
    }
    return samples;
  } finally {
    await from.close();
  }
}
