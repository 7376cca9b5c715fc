import { AppError } from '@polyspool/contracts/errors';
import { CronExpressionParser } from 'cron-parser';

const shape = /^(@[a-z]+|\S+(\s+\S+){4,5})$/;

/** When `cron`, in UTC, comes next after a time. Throws `schedule.invalid`. `H` is drawn by the name. */
export function nextTime(cron: string, after: Date, name = ''): Date {
  try {
    if (!shape.test(cron)) throw new Error('five or six fields, or a name like @daily');
    return CronExpressionParser.parse(cron, { currentDate: after, tz: 'UTC', hashSeed: name }).next().toDate();
  } catch (cause) {
    const detail = `${cron} is no cron expression: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new AppError('schedule.invalid', detail, { cause, pointers: [{ pointer: '/cron', detail }] });
  }
}
