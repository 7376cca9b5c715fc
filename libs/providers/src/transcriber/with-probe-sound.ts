import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const samplesPerSecond = 16_000;
const sampleBytes = 2;
const headerBytes = 44;
const seconds = 0.5;

/** Lends half a second of a soft tone as transcribers want it: silence would not be given to an engine. */
export const withProbeSound = <Result>(use: (wavPath: string) => Promise<Result>): Promise<Result> =>
  withTemporaryFolder('probe', async (folder) => {
    const path = join(folder, 'tone.wav');
    await writeFile(path, toneWav());
    return use(path);
  });

/** 16 kHz, mono, 16-bit PCM. */
function toneWav(): Buffer {
  const samples = seconds * samplesPerSecond;
  const dataBytes = samples * sampleBytes;
  const wav = Buffer.alloc(headerBytes + dataBytes);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(headerBytes - 8 + dataBytes, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16); // length of the format
  wav.writeUInt16LE(1, 20); // PCM
  wav.writeUInt16LE(1, 22); // mono
  wav.writeUInt32LE(samplesPerSecond, 24);
  wav.writeUInt32LE(samplesPerSecond * sampleBytes, 28);
  wav.writeUInt16LE(sampleBytes, 32);
  wav.writeUInt16LE(sampleBytes * 8, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(dataBytes, 40);
  for (let i = 0; i < samples; i++) {
    wav.writeInt16LE(
      Math.round(1000 * Math.sin((2 * Math.PI * 440 * i) / samplesPerSecond)),
      headerBytes + i * sampleBytes,
    );
  }
  return wav;
}
