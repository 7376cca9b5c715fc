const rateHz = 8_000;
const headerBytes = 44;

/** A WAV of a tone: 8 kHz, 16 bit, mono. */
export function toneOf(seconds: number): Buffer {
  const samples = rateHz * seconds;
  const file = Buffer.alloc(headerBytes + 2 * samples);
  file.write('RIFF', 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16); // bytes of what follows
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // channels
  file.writeUInt32LE(rateHz, 24);
  file.writeUInt32LE(2 * rateHz, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(2 * samples, 40);
  for (let at = 0; at < samples; at += 1) {
    file.writeInt16LE(Math.round(8_000 * Math.sin((2 * Math.PI * 440 * at) / rateHz)), headerBytes + 2 * at);
  }
  return file;
}
