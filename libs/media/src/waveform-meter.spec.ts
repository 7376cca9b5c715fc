import fc from 'fast-check';
import { WaveformMeter } from './waveform-meter.js';

const sample = fc.integer({ min: -32_768, max: 32_767 });

function measure(samples: readonly number[], { channels = 1, columns = 4, pieces = 1 } = {}) {
  const frames = samples.length / channels;
  const meter = new WaveformMeter({ channels, columns, frames });
  const size = Math.ceil(frames / pieces) * channels;
  for (let at = 0; at < samples.length; at += size) meter.read(Int16Array.from(samples.slice(at, at + size)));
  return meter.end();
}

describe('WaveformMeter', () => {
  it('says for each column how far samples reach, and how loud they are', () => {
    const { waveform } = measure([0, 16_384, -8192, 8192, 0, 0, 3277, 3277]);

    expect(waveform).toEqual({
      lowest: [0, -0.25, 0, 0],
      highest: [0.5, 0.25, 0, 0.1],
      rms: [0.3536, 0.25, 0, 0.1],
      clipped: [],
    });
  });

  it('finds clipping in what stays at full scale, in each channel by itself', () => {
    const flat = [32_767, 32_767, 32_767, 32_767, 0, 0, 0, 0];

    expect(measure(flat)).toMatchObject({ clippedShare: 0.5, waveform: { clipped: [1] } });
    expect(measure(flat, { channels: 2 })).toMatchObject({ clippedShare: 0 });
    expect(measure([-32_768, 9, -32_768, 9, -32_768, 9, 1, 9], { channels: 2 })).toMatchObject({ clippedShare: 3 / 8 });
  });

  it('takes neither a loud tone nor a single peak for clipping', () => {
    const tone = Array.from({ length: 4800 }, (_, i) =>
      Math.round(32_767 * Math.sin((2 * Math.PI * 200 * i) / 48_000)),
    );

    expect(measure(tone)).toMatchObject({ clippedShare: 0 });
    expect(measure([0, 32_767, 0, 32_767, 32_767, 0, 0, 0])).toMatchObject({ clippedShare: 0 });
  });

  it('answers the same however the samples come, and keeps within their bounds', () => {
    const arrays = fc.array(sample, { minLength: 4, maxLength: 200 });
    fc.assert(
      fc.property(
        arrays,
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 1, max: 30 }),
        (samples, pieces, columns) => {
          const whole = measure(samples, { columns });

          expect(measure(samples, { columns, pieces })).toEqual(whole);
          expect(Math.max(...whole.waveform.highest)).toBeCloseTo(Math.max(0, ...samples) / 32_768, 3);
          expect(Math.min(...whole.waveform.lowest)).toBeCloseTo(Math.min(0, ...samples) / 32_768, 3);
        },
      ),
    );
  });
});
