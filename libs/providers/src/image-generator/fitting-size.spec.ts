import fc from 'fast-check';
import { fittingSize, nearestSize } from './fitting-size.js';

const side = fc.integer({ min: 64, max: 2_048 });
const limits = { maxPixels: 1_024 ** 2, step: 8 };

describe('fittingSize', () => {
  it('is never much more than may be asked for, in steps, and of nearly the same shape', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const fitting = fittingSize({ width, height }, limits);

        expect([fitting.width % 8, fitting.height % 8]).toEqual([0, 0]);
        expect(fitting.width * fitting.height).toBeLessThanOrEqual(limits.maxPixels * 1.1);
        expect(Math.abs(Math.log(fitting.width / fitting.height / (width / height)))).toBeLessThan(0.14);
      }),
    );
  });

  it('leaves alone what fits', () => {
    expect(fittingSize({ width: 800, height: 448 }, limits)).toEqual({ width: 800, height: 448 });
  });
});

describe('nearestSize', () => {
  it('is the one of nearly the same shape', () => {
    const [square, wide] = [
      { width: 10, height: 10 },
      { width: 16, height: 9 },
    ];

    expect(nearestSize({ width: 1_280, height: 720 }, [square, wide])).toBe(wide);
    expect(nearestSize({ width: 720, height: 700 }, [square, wide])).toBe(square);
  });
});
