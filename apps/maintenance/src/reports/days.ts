import type { TimeSpan } from '@polyspool/database/activity-report';

const msOfDay = 86_400_000;
/** Columns of a chart that are still told apart. */
const mostDays = 92;

export const dateOf = (at: Date) => at.toISOString().slice(0, 10);

/** The day before a moment, in UTC. */
export const dayBefore = (at: Date) => dateOf(new Date(at.getTime() - msOfDay));

export const hoursOfDay = (date: string): TimeSpan => ({ ...boundsOf(date, date), unit: 'hour' });

/** Both included; by months where there are many days. */
export function daysBetween(startDate: string, endDate: string): TimeSpan {
  const { from, to } = boundsOf(startDate, endDate);
  return { from, to, unit: to.getTime() - from.getTime() <= mostDays * msOfDay ? 'day' : 'month' };
}

const boundsOf = (startDate: string, endDate: string) => ({
  from: new Date(startDate),
  to: new Date(Date.parse(endDate) + msOfDay),
});
