import fc from 'fast-check';
import { requestHash } from './request-hash.js';

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversed(part)]),
  );
};

describe('requestHash', () => {
  it('does not care in which order fields come', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (request) => {
        expect(requestHash(reversed(request) as object)).toBe(requestHash(request));
      }),
    );
  });

  it('cares in which order items of a list come', () => {
    expect(requestHash({ ids: [1, 2] })).not.toBe(requestHash({ ids: [2, 1] }));
  });
});
