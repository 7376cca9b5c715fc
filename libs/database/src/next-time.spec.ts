import fc from 'fast-check';
import { nextTime } from './next-time.js';

const at = new Date('2026-01-02T03:04:05.678Z');
const anyTime = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
const aCron = fc.constantFrom(
  '*/30 * * * * *',
  '* * * * *',
  '0 2 * * *',
  '@daily',
  '0 0 29 2 *',
  '15 8 * * MON',
  'H * * * *',
);

describe('nextTime', () => {
  it.each([
    ['*/30 * * * * *', '2026-01-02T03:04:30.000Z'],
    ['* * * * *', '2026-01-02T03:05:00.000Z'],
    ['0 2 * * *', '2026-01-03T02:00:00.000Z'],
    ['@daily', '2026-01-03T00:00:00.000Z'],
    ['0 0 29 2 *', '2028-02-29T00:00:00.000Z'],
  ])('is in UTC: %s', (cron, next) => {
    expect(nextTime(cron, at).toISOString()).toBe(next);
  });

  it('always lies ahead, and leaves no time out', () => {
    fc.assert(
      fc.property(aCron, anyTime, fc.integer({ min: 1, max: 999_999_999 }), (cron, from, laterMs) => {
        const next = nextTime(cron, from, 'a');
        const between = new Date(Math.min(from.getTime() + laterMs, next.getTime() - 1));

        expect(next.getTime()).toBeGreaterThan(from.getTime());
        expect(nextTime(cron, between, 'a')).toEqual(next);
      }),
    );
  });

  it.each(['', '5', 'soon', '61 * * * *', '0 0 30 2 *', '* * * * * * *', '@never'])('refuses %j', (cron) => {
    expect(() => nextTime(cron, at)).toThrow(
      expect.objectContaining({ code: 'schedule.invalid', pointers: [expect.objectContaining({ pointer: '/cron' })] }),
    );
  });
});
