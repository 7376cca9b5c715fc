import { open } from 'node:fs/promises';

/** Of 16 kHz mono 16-bit PCM after its header of 44 bytes, as transcribers are given it. */
const headerBytes = 44;
const bytesPerSecond = 32_000;
/** -60 dB: below it there is no speech that anybody could understand. */
const audiblePeak = 33;
const pieceBytes = 256 * 1024;

export interface SpokenWav {
  readonly seconds: number;
  /** Engines that were trained on subtitles hear words in silence: it is not given to them. */
  readonly isSilent: boolean;
}

export async function readWav(path: string): Promise<SpokenWav> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const seconds = Math.max(0, size - headerBytes) / bytesPerSecond;
    const piece = Buffer.alloc(pieceBytes);
    for (let at = headerBytes; at < size; at += pieceBytes) {
      const { bytesRead } = await file.read(piece, 0, pieceBytes, at);
      for (let i = 0; i + 1 < bytesRead; i += 2) {
        if (Math.abs(piece.readInt16LE(i)) >= audiblePeak) return { seconds, isSilent: false };
      }
    }
    return { seconds, isSilent: true };
  } finally {
    await file.close();
  }
}
