import { preferredWaitS } from './prefer.js';

describe('Prefer: wait', () => {
  it.each([
    ['wait=10', 10],
    ['respond-async, wait=5', 5],
    ['Wait = "7"; x=y', 7],
    ['wait=600', 28],
    ['wait=3, wait=9', 3],
    ['wait=0', undefined],
    ['wait=-1', undefined],
    ['wait=soon', undefined],
    ['return=minimal', undefined],
    [undefined, undefined],
  ])('%s is %s', (header, seconds) => {
    expect(preferredWaitS(header)).toBe(seconds);
  });
});
