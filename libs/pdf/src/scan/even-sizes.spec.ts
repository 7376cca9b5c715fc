import fc from 'fast-check';
import { evenSizes } from './even-sizes.js';

describe('evenSizes', () => {
  it('gives lines of one size that size, though each was measured a little differently', () => {
    expect(evenSizes([10.1, 24, 9.8, 10, 10.4, 23.5])).toEqual([10.1, 24, 10.1, 10.1, 10.1, 24]);
  });

  it('answers one size for each, near what was measured, and keeps their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 4, max: 80, noNaN: true })), (sizes) => {
        const even = evenSizes(sizes);

        expect(even).toHaveLength(sizes.length);
        sizes.forEach((size, index) => expect(Math.abs(even[index]! / size - 1)).toBeLessThan(0.25));
        sizes.forEach((size, a) =>
          sizes.forEach((other, b) => {
            if (size < other) expect(even[a]).toBeLessThanOrEqual(even[b]!);
          }),
        );
      }),
    );
  });
});
