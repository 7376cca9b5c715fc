/** Mono, 16 bits. */
export interface WavSound {
  readonly sampleRate: number;
  readonly samples: Int16Array;
}

interface Format {
  readonly encoding: number;
  readonly channels: number;
  readonly sampleRate: number;
  readonly bits: number;
}

const [pcm, float, extensible] = [1, 3, 0xff_fe];
const headerBytes = 44;
/** Who writes the head before the sound is made puts the largest number there, or none. */
const unknownBytes = 0x7f_ff_ff_00;

export const wavSeconds = ({ samples, sampleRate }: WavSound) => samples.length / sampleRate;

export const wavSilence = (seconds: number, sampleRate: number): WavSound => ({
  sampleRate,
  samples: new Int16Array(Math.round(seconds * sampleRate)),
});

/** One after the other, with silence between them. All have the rate of the first. */
export function joinSounds(sounds: readonly WavSound[], pauseSeconds: number): WavSound {
  const sampleRate = sounds[0]?.sampleRate ?? 22_050;
  const pause = Math.round(pauseSeconds * sampleRate);
  const length = sounds.reduce((sum, { samples }) => sum + samples.length + pause, 0);
  const joined = new Int16Array(Math.max(0, length - pause));
  let at = 0;
  for (const { samples } of sounds) {
    joined.set(samples, at);
    at += samples.length + pause;
  }
  return { sampleRate, samples: joined };
}

/** Of any WAV file that engines write. Throws an `Error` that says what is wrong with it. */
export function readWavSound(file: Uint8Array): WavSound {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE')
    throw new Error('it is no WAV file');
  let format: Format | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const start = at + 8;
    if (name === 'fmt ') format = formatAt(bytes, start);
    if (name === 'data') return soundOf(dataAt(bytes, start, length), format);
    at = start + length + (length % 2);
  }
  throw new Error('the WAV file has no sound');
}

/** The whole file. */
export function wavFile({ samples, sampleRate }: WavSound): Buffer {
  const bytes = Buffer.alloc(headerBytes + samples.length * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16); // length of the format
  bytes.writeUInt16LE(pcm, 20);
  bytes.writeUInt16LE(1, 22); // mono
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, i) => bytes.writeInt16LE(sample, headerBytes + i * 2));
  return bytes;
}

function formatAt(bytes: Buffer, at: number): Format {
  if (at + 16 > bytes.length) throw new Error('the WAV file is cut off');
  const encoding = bytes.readUInt16LE(at);
  const isExtended = encoding === extensible && at + 26 <= bytes.length;
  return {
    encoding: isExtended ? bytes.readUInt16LE(at + 24) : encoding,
    channels: bytes.readUInt16LE(at + 2),
    sampleRate: bytes.readUInt32LE(at + 4),
    bits: bytes.readUInt16LE(at + 14),
  };
}

function dataAt(bytes: Buffer, start: number, length: number) {
  if (length === 0 || length >= unknownBytes) return bytes.subarray(start);
  if (start + length > bytes.length) throw new Error('the WAV file is cut off');
  return bytes.subarray(start, start + length);
}

function soundOf(data: Buffer, format: Format | undefined): WavSound {
  if (!format) throw new Error('the WAV file does not say what its sound is');
  const { encoding, channels, sampleRate, bits } = format;
  const read = readers.get(`${encoding}/${bits}`);
  if (!read || channels < 1 || sampleRate < 4_000 || sampleRate > 192_000)
    throw new Error(`the sound of the WAV file is of a kind that nobody speaks in (${JSON.stringify(format)})`);
  const sampleBytes = bits / 8;
  const frameBytes = sampleBytes * channels;
  const samples = new Int16Array(Math.floor(data.length / frameBytes));
  for (let i = 0; i < samples.length; i++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += read(data, i * frameBytes + channel * sampleBytes);
    samples[i] = Math.round(Math.max(-1, Math.min(1, sum / channels)) * 32_767);
  }
  return { sampleRate, samples };
}

/** By encoding and bits; -1 to 1. */
const readers = new Map<string, (data: Buffer, at: number) => number>([
  [`${pcm}/8`, (data, at) => (data.readUInt8(at) - 128) / 128],
  [`${pcm}/16`, (data, at) => data.readInt16LE(at) / 32_768],
  [`${pcm}/24`, (data, at) => data.readIntLE(at, 3) / 2 ** 23],
  [`${pcm}/32`, (data, at) => data.readInt32LE(at) / 2 ** 31],
  [`${float}/32`, (data, at) => data.readFloatLE(at)],
]);
