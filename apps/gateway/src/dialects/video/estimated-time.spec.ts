import { estimatedTime } from './estimated-time.js';

const now = Date.UTC(2026, 0, 1);
const after = (seconds: number) => new Date(now + seconds * 1_000).toISOString();

describe('an estimated time', () => {
  it.each([
    [110, 290, '2-5 minutes'],
    [10, 30, 'less than a minute'],
    [10, 100, '1-2 minutes'],
    [61, 110, '2 minutes'],
    [-5, 60, '1 minute'],
    [-20, -10, 'less than a minute'],
  ])('from %d s to %d s is %s (R089)', (p50, p90, text) => {
    expect(estimatedTime({ p50: after(p50), p90: after(p90) }, now)).toBe(text);
  });

  it('is what it was before where nobody can say', () => {
    expect(estimatedTime(undefined)).toBe('2-5 minutes');
  });
});
