import fc from 'fast-check';
import { isDeeperThan } from './json-depth.js';

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

describe('the depth of JSON', () => {
  it('is how many objects and arrays are in one another, whatever texts say', () => {
    const text = fc.string({ unit: fc.constantFrom('[', '{', ']', '"', '\\', 'a') });
    const json = fc.letrec((tie) => ({
      any: fc.oneof({ depthSize: 'medium' }, text, fc.array(tie('any')), fc.dictionary(text, tie('any'))),
    })).any;

    fc.assert(
      fc.property(json, fc.boolean(), (value, isWide) => {
        const written = JSON.stringify(value, null, isWide ? 1 : 0);
        const depth = depthOf(value);
        expect(isDeeperThan(depth, written)).toBe(false);
        if (depth > 0) expect(isDeeperThan(depth - 1, written)).toBe(true);
      }),
    );
  });

  it('is known of what is no JSON', () => {
    expect(isDeeperThan(200, '['.repeat(500_000))).toBe(true);
    expect(isDeeperThan(200, '"\\')).toBe(false);
  });
});
