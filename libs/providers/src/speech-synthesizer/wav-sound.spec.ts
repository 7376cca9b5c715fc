import { array, assert, constantFrom, integer, property } from 'fast-check';
import { joinSounds, readWavSound, wavFile } from './wav-sound.js';

const sounds = array(integer({ min: -32_767, max: 32_767 }), { maxLength: 200 });

/** With chunks that say other things before the sound. */
function wav(format: readonly [number, number, number], data: Buffer, claimed = data.length): Buffer {
  const [encoding, channels, bits] = format;
  const head = Buffer.alloc(12 + 8 + 6 + 8 + 16 + 8);
  head.write('RIFF', 0);
  head.write('WAVELIST', 8);
  head.writeUInt32LE(5, 16); // an odd length is followed by one byte more
  head.write('fmt ', 26);
  head.writeUInt32LE(16, 30);
  head.writeUInt16LE(encoding, 34);
  head.writeUInt16LE(channels, 36);
  head.writeUInt32LE(24_000, 38);
  head.writeUInt16LE(bits, 48);
  head.write('data', 50);
  head.writeUInt32LE(claimed, 54);
  return Buffer.concat([head, data]);
}

describe('readWavSound', () => {
  it('reads what was written', () => {
    assert(
      property(sounds, constantFrom(8_000, 22_050, 48_000), (samples, sampleRate) => {
        const sound = { samples: Int16Array.from(samples), sampleRate };

        const { samples: read, sampleRate: rate } = readWavSound(wavFile(sound));

        expect(rate).toBe(sampleRate);
        expect(read.every((sample, i) => Math.abs(sample - samples[i]!) <= 1)).toBe(true);
        expect(read).toHaveLength(samples.length);
      }),
    );
  });

  const floats = Buffer.alloc(8);
  floats.writeFloatLE(0.5, 0);
  floats.writeFloatLE(-2, 4);

  it.each([
    ['bytes', [1, 1, 8], Buffer.from([128, 255, 0]), [0, 32_511, -32_767]],
    ['two channels', [1, 2, 16], Buffer.from(Int16Array.of(100, 300, -100, -100).buffer), [200, -100]],
    ['24 bits', [1, 1, 24], Buffer.from([0, 0, 64]), [16_384]],
    ['32 bits', [1, 1, 32], Buffer.from(Int32Array.of(2 ** 30).buffer), [16_384]],
    ['fractions, cut where they are too large', [3, 1, 32], floats, [16_384, -32_767]],
  ] as const)('reads sound in %s', (_, format, data, samples) => {
    expect([...readWavSound(wav(format, data)).samples]).toEqual(samples);
  });

  it('takes what there is where the head does not know how much comes', () => {
    const data = Buffer.from(Int16Array.of(1, 2, 3).buffer);

    for (const claimed of [0, 0xff_ff_ff_ff, 0x7f_ff_ff_ff])
      expect(readWavSound(wav([1, 1, 16], data, claimed)).samples).toHaveLength(3);
  });

  it.each([
    ['it is no WAV file', Buffer.from('<html>')],
    ['it is no WAV file', Buffer.alloc(0)],
    ['cut off', wav([1, 1, 16], Buffer.alloc(10), 100)],
    ['no sound', wavFile({ sampleRate: 8_000, samples: new Int16Array() }).subarray(0, 36)],
    ['of a kind', wav([85, 1, 16], Buffer.alloc(4))],
    ['of a kind', wav([1, 0, 16], Buffer.alloc(4))],
  ])('says that %s', (why, file) => {
    expect(() => readWavSound(file)).toThrow(why);
  });
});

describe('joinSounds', () => {
  it('puts silence between sounds, and none at the ends', () => {
    const sound = (...samples: number[]) => ({ sampleRate: 10, samples: Int16Array.from(samples) });

    expect([...joinSounds([sound(1, 2), sound(3)], 0.2).samples]).toEqual([1, 2, 0, 0, 3]);
    expect([...joinSounds([], 0.2).samples]).toEqual([]);
  });
});
