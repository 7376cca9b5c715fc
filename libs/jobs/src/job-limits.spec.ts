import fc from 'fast-check';
import { limitsOfJob } from './job-limits.js';

const contract = { softLimitMs: 300, hardLimitMs: 600, limitCaps: { softLimitMs: 900, hardLimitMs: 1_200 } };
const usual = { softLimitMs: 200, hardLimitMs: 400 };

describe('the limits of a job', () => {
  it('are those of the queue where it asks for none', () => {
    expect(limitsOfJob(contract, usual, undefined)).toBe(usual);
    expect(limitsOfJob(contract, usual, {})).toBe(usual);
  });

  it('are its own up to the caps, or up to the limits of its kind where that has no caps', () => {
    const wanted = { softLimitMs: 10_000, hardLimitMs: 20_000 };

    expect(limitsOfJob(contract, usual, { softLimitMs: 500, hardLimitMs: 700 })).toEqual({
      softLimitMs: 500,
      hardLimitMs: 700,
    });
    expect(limitsOfJob(contract, usual, wanted)).toEqual(contract.limitCaps);
    expect(limitsOfJob({ softLimitMs: 300, hardLimitMs: 600 }, usual, wanted)).toEqual({
      softLimitMs: 300,
      hardLimitMs: 600,
    });
  });

  it('fit each other where only one is said', () => {
    expect(limitsOfJob(contract, usual, { softLimitMs: 800 })).toEqual({ softLimitMs: 800, hardLimitMs: 800 });
    expect(limitsOfJob(contract, usual, { hardLimitMs: 100 })).toEqual({ softLimitMs: 100, hardLimitMs: 100 });
  });

  it('are never above the caps, and never end a job before it is asked to stop', () => {
    const ms = fc.option(fc.integer({ min: 1, max: 5_000 }), { nil: undefined });
    fc.assert(
      fc.property(ms, ms, (softLimitMs, hardLimitMs) => {
        const limits = limitsOfJob(contract, usual, { softLimitMs, hardLimitMs });
        expect(limits.softLimitMs).toBeLessThanOrEqual(limits.hardLimitMs);
        expect(limits.softLimitMs).toBeLessThanOrEqual(contract.limitCaps.softLimitMs);
        expect(limits.hardLimitMs).toBeLessThanOrEqual(contract.limitCaps.hardLimitMs);
      }),
    );
  });
});
