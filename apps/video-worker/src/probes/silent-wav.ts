const samplesPerSecond = 16_000;
const sampleBytes = 2;
const headerBytes = 44;

/** As transcribers want it: 16 kHz, mono, 16-bit PCM. */
export function silentWav(seconds: number): Buffer {
  const dataBytes = Math.round(seconds * samplesPerSecond) * sampleBytes;
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
  return wav;
}
