import { formatClock } from './format-clock.js';

describe('formatClock', () => {
  it.each([
    [0, '0:00'],
    [9.99, '0:09'],
    [83, '1:23'],
    [3723.4, '1:02:03'],
    [360_000, '100:00:00'],
  ])('says %s s as %s', (seconds, clock) => {
    expect(formatClock(seconds)).toBe(clock);
  });
});
