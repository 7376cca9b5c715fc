import type { NotificationPreferences } from '@polyspool/contracts/notifications';

const dayMinutes = 24 * 60;

/** When the quiet hours end in which somebody is now; nothing where it is no such time for them. */
export function quietUntil({ quietHours, timeZone }: NotificationPreferences, now: Date): Date | undefined {
  if (!quietHours) return undefined;
  const [from, to] = [minutesOf(quietHours.from), minutesOf(quietHours.to)];
  const at = clockIn(timeZone, now);
  // From 22:00 to 7:00 is 9 hours, though 22 is more than 7; from 8:00 to 8:00 is none.
  const length = (to - from + dayMinutes) % dayMinutes;
  const since = (at - from + dayMinutes) % dayMinutes;
  if (since >= length) return undefined;
  return clockStrikes(timeZone, now, { minutes: length - since, to });
}

/** The clock may be put forward or back meanwhile: it is asked again at the time that comes of it. */
function clockStrikes(timeZone: string, now: Date, { minutes, to }: { minutes: number; to: number }) {
  const minuteNow = Math.floor(now.getTime() / 60_000);
  const guess = new Date((minuteNow + minutes) * 60_000);
  const offBy = ((clockIn(timeZone, guess) - to + dayMinutes * 1.5) % dayMinutes) - dayMinutes / 2;
  return new Date(Math.max(guess.getTime() - offBy * 60_000, (minuteNow + 1) * 60_000));
}

function clockIn(timeZone: string, at: Date): number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return minutesOf(format.format(at));
}

function minutesOf(clock: string) {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
