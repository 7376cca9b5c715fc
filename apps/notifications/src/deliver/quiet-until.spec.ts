import fc from 'fast-check';
import { NotificationPreferences } from '@polyspool/contracts/notifications';
import { quietUntil } from './quiet-until.js';

const preferences = (from: string, to: string, timeZone = 'UTC') =>
  NotificationPreferences.parse({ quietHours: { from, to }, timeZone });

describe('quiet hours', () => {
  it.each([
    ['22:00', '07:00', '2026-01-10T23:30:00Z', '2026-01-11T07:00:00.000Z'],
    ['22:00', '07:00', '2026-01-10T06:59:59Z', '2026-01-10T07:00:00.000Z'],
    ['22:00', '07:00', '2026-01-10T07:00:00Z', undefined],
    ['22:00', '07:00', '2026-01-10T21:59:00Z', undefined],
    ['13:00', '15:00', '2026-01-10T13:00:00Z', '2026-01-10T15:00:00.000Z'],
    ['08:00', '08:00', '2026-01-10T08:00:00Z', undefined],
  ])('from %s to %s, at %s, end at %s', (from, to, now, until) => {
    expect(quietUntil(preferences(from, to), new Date(now))?.toISOString()).toBe(until);
  });

  it.each([
    ['Asia/Kolkata', '2026-01-10T17:00:00Z', '2026-01-11T01:30:00.000Z'],
    // The night in which clocks are put forward, and the one in which they are put back.
    ['Europe/Madrid', '2026-03-28T22:30:00Z', '2026-03-29T05:00:00.000Z'],
    ['Europe/Madrid', '2026-10-24T21:30:00Z', '2026-10-25T06:00:00.000Z'],
  ])('are those of %s', (timeZone, now, until) => {
    expect(quietUntil(preferences('22:00', '07:00', timeZone), new Date(now))?.toISOString()).toBe(until);
  });

  it('are over when they end, whenever and wherever they began', () => {
    const clock = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const zone = fc.constantFrom('UTC', 'Asia/Kolkata', 'Asia/Kathmandu', 'Pacific/Auckland', 'America/St_Johns');
    const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(clock, clock, zone, day, (from, to, timeZone, now) => {
        const until = quietUntil(preferences(from, to, timeZone), now);
        if (!until) return;
        expect(until.getTime()).toBeGreaterThan(now.getTime());
        expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
      }),
    );
  });
});
