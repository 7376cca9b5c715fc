import { longestGap } from './longest-gap.ts';

describe('the longest gap', () => {
  it('lies between neighbours in time, whatever their order', () => {
    expect(longestGap([30, 10, 12], 8, 33)).toBe(18);
  });

  it('counts from the start and to the end', () => {
    expect(longestGap([90], 0, 100)).toBe(90);
    expect(longestGap([10], 0, 100)).toBe(90);
    expect(longestGap([], 0, 100)).toBe(100);
  });

  it('leaves out what came before and after', () => {
    expect(longestGap([-50, 5, 200], 0, 10)).toBe(5);
  });
});
