import { AppError } from '@polyspool/contracts/errors';
import { open, type FileHandle } from 'node:fs/promises';
import { samplesPerSecond } from './part-codecs.js';

const bytesPerSample = 2;
const headBytes = 44;
/** Enough for the marks that stand before the sound. */
const maxHeadBytes = 65_536;

/** Where the sound of a WAV lies in the file. */
export interface WavSound {
  readonly offsetBytes: number;
  readonly samples: number;
  readonly channels: number;
}

/** Finds the sound of a WAV of our own making: 16 bit, 48,000 samples a second. Throws `media.unreadable`. */
export async function findWavSound(file: FileHandle): Promise<WavSound> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(maxHeadBytes), 0, maxHeadBytes, 0);
  const head = buffer.subarray(0, bytesRead);
  const isWav = head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WAVE';
  let channels = 0;
  for (let at = 12; isWav && at + 8 <= head.length;) {
    const [name, size] = [head.toString('latin1', at, at + 4), head.readUInt32LE(at + 4)];
    if (name === 'fmt ' && at + 24 <= head.length) {
      const isOurs =
        head.readUInt32LE(at + 12) === samplesPerSecond && head.readUInt16LE(at + 22) === 8 * bytesPerSample;
      channels = isOurs ? head.readUInt16LE(at + 10) : 0;
    }
    if (name === 'data' && channels > 0) {
      const offsetBytes = at + 8;
      const bytes = Math.min(size, (await file.stat()).size - offsetBytes);
      return { offsetBytes, channels, samples: Math.floor(bytes / bytesPerSample / channels) };
    }
    at += 8 + size + (size % 2);
  }
  throw new AppError('media.unreadable', 'The file is no WAV of 16 bit and 48,000 samples a second');
}

/** How long it plays. */
export async function wavSeconds(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    return (await findWavSound(file)).samples / samplesPerSecond;
  } finally {
    await file.close();
  }
}

/** What stands before so many samples of mono sound. */
export function wavHead(samples: number): Buffer {
  const head = Buffer.alloc(headBytes);
  const bytes = samples * bytesPerSample;
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(headBytes - 8 + bytes, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(samplesPerSecond, 24);
  head.writeUInt32LE(samplesPerSecond * bytesPerSample, 28);
  head.writeUInt16LE(bytesPerSample, 32);
  head.writeUInt16LE(8 * bytesPerSample, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(bytes, 40);
  return head;
}

export const wavPlace = (sample: number) => headBytes + sample * bytesPerSample;
