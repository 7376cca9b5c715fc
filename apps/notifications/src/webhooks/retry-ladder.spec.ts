import { retryInMs } from './retry-ladder.js';

describe('the retry ladder', () => {
  it('climbs from seconds to a day over more than three days, and ends', () => {
    const steps = Array.from({ length: 10 }, (_, index) => retryInMs(index + 1, 0.5));

    expect(steps.map((ms) => ms && ms / 1000)).toEqual([
      5,
      300,
      1_800,
      7_200,
      18_000,
      36_000,
      50_400,
      72_000,
      86_400,
      undefined,
    ]);
  });

  it('strays by a tenth', () => {
    expect([retryInMs(2, 0), retryInMs(2, 1)]).toEqual([270_000, 330_000]);
  });
});
