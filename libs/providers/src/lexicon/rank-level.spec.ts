import { bandProbability, rankLevel } from './rank-level.js';

/** Words of the lists by band, spread evenly over the logarithm of their ranks as Zipf's law has them. */
const bands = [
  [1, 621],
  [621, 2_161],
  [2_161, 5_992],
  [5_992, 18_610],
  [18_610, 32_798],
  [32_798, 74_000],
] as const;

describe('rankLevel', () => {
  it('gives the levels of the measured bands', () => {
    expect(
      [1, 621, 622, 2_161, 5_992, 18_610, 32_798, 32_799].map((rank) => rankLevel(rank, 'rank-band').level),
    ).toEqual(['A1', 'A1', 'A2', 'A2', 'B1', 'B2', 'C1', 'C2']);
  });

  it('is as sure as the bands were right when they were measured: 41 % exactly, 87 % within one level', () => {
    // of the middle bands, in which nearly all measured headwords are
    let exact = 0;
    let near = 0;
    const steps = 100;
    for (const band of [1, 2, 3, 4]) {
      const [from, to] = bands[band]!;
      for (let step = 0; step < steps; step += 1) {
        const rank = from * (to / from) ** ((step + 0.5) / steps);
        exact += bandProbability(band, rank, 1) / (4 * steps);
        for (const other of [band - 1, band, band + 1]) near += bandProbability(other, rank, 1) / (4 * steps);
      }
    }

    expect(Math.abs(exact - 0.41)).toBeLessThan(0.06);
    expect(Math.abs(near - 0.87)).toBeLessThan(0.06);
  });

  it('is surer in the middle of a band than at its edge, and less sure where nothing was measured', () => {
    const confidence = (rank: number, method: 'rank-band' | 'estimate') => rankLevel(rank, method).confidence;

    expect(confidence(1_150, 'rank-band')).toBeGreaterThan(confidence(2_150, 'rank-band'));
    expect(confidence(10, 'rank-band')).toBeGreaterThan(0.95);
    expect(confidence(1_150, 'estimate')).toBeLessThan(confidence(1_150, 'rank-band'));
  });

  it('shares one certainty among the six levels', () => {
    const sum = bands.reduce((total, _, band) => total + bandProbability(band, 3_000, 1), 0);

    expect(sum).toBeCloseTo(1, 6);
  });
});
