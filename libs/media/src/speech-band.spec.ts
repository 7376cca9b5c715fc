import { signalToNoiseDb } from './measure-speech-band.js';
import { NoiseMeter } from './noise-meter.js';
import { SpectrogramMeter } from './spectrogram-meter.js';
import { bandDbPerStep, bandFloorDb, bandRows, bandSampleRate } from './speech-band.js';

const tone = (hertz: number, seconds: number, amplitude: number) =>
  Array.from(
    { length: seconds * bandSampleRate },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hertz * i) / bandSampleRate),
  );

function noiseIn(samples: readonly number[], speech: readonly [number, number][]) {
  const meter = new NoiseMeter(speech.map(([startSeconds, endSeconds]) => ({ startSeconds, endSeconds })));
  samples.forEach((sample) => meter.take(sample));
  return meter.end();
}

describe('NoiseMeter', () => {
  const [loud, soft] = [tone(500, 2, 0.5), tone(500, 2, 0.005)];

  it('compares what is loud while somebody speaks with what lies between', () => {
    const measured = noiseIn([...soft, ...loud, ...soft], [[2, 4]]);

    expect(measured.speechDb).toBeCloseTo(-9, 0);
    expect(measured.noiseDb).toBeCloseTo(-49, 0);
    expect(signalToNoiseDb(measured)).toBeCloseTo(40, 0);
  });

  it('is not misled by a knock, nor by rumble below all voices', () => {
    const knock = tone(1000, 0.1, 1);
    const rumble = tone(12, 6, 0.05);
    const knocked = [...knock, ...soft.slice(knock.length), ...loud, ...soft];

    const measured = noiseIn(
      knocked.map((sample, i) => sample + (rumble[i] ?? 0)),
      [[2, 4]],
    );

    expect(signalToNoiseDb(measured)).toBeCloseTo(40, -0.3);
  });

  it('is not misled by silence that a noise gate or an editor has put between', () => {
    const gated = [...soft.slice(0, bandSampleRate), ...Array<number>(4 * bandSampleRate).fill(0)];

    expect(signalToNoiseDb(noiseIn([...gated, ...loud], [[5, 7]]))).toBeCloseTo(40, 0);
    expect(signalToNoiseDb(noiseIn([...gated.fill(0), ...loud], [[5, 7]]))).toBeUndefined();
  });

  it('has nothing to compare where nobody speaks, or nobody is ever silent', () => {
    expect(signalToNoiseDb(noiseIn(loud, []))).toBeUndefined();
    expect(signalToNoiseDb(noiseIn(loud, [[0, 2]]))).toBeUndefined();
  });
});

describe('SpectrogramMeter', () => {
  const look = (samples: readonly number[], columns: number) => {
    const meter = new SpectrogramMeter({ samples: samples.length, columns });
    samples.forEach((sample) => meter.take(sample));
    const grid = Buffer.from(meter.end(), 'base64');
    expect(grid).toHaveLength(columns * bandRows);
    return Array.from({ length: columns }, (_, column) => {
      const powers = [...grid.subarray(column * bandRows, (column + 1) * bandRows)];
      const loudest = Math.max(...powers);
      return { hertz: powers.indexOf(loudest) * 31.25, db: loudest * bandDbPerStep + bandFloorDb };
    });
  };

  it('shows which tone is heard when, and how loud, of short recordings as of long ones', () => {
    for (const [seconds, columns] of [
      [1, 40],
      [30, 40],
      [0.05, 8],
    ] as const) {
      const columnsOf = look([...tone(1000, seconds, 1), ...tone(3000, seconds, 0.1)], columns);

      const [early, late] = [columnsOf[Math.floor(columns / 4)], columnsOf[Math.floor((3 * columns) / 4)]];
      expect(early).toEqual({ hertz: 1000, db: expect.closeTo(0, 0) });
      expect(late).toEqual({ hertz: 3000, db: expect.closeTo(-20, 0) });
    }
  });

  it('is all dark of silence', () => {
    expect(look(tone(1, 1, 0), 3)).toEqual(Array(3).fill({ hertz: 0, db: bandFloorDb }));
  });
});
