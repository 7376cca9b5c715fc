import type { NewSchedule } from '@polyspool/contracts/schedules';
import { systemJobs } from '@polyspool/contracts/system';

/** What runs of itself in a new installation; operators edit it from then on. */
export const platformSchedules = ({ HEALTH_CHECK_CRON: cron }: { HEALTH_CHECK_CRON: string }): NewSchedule[] =>
  cron === 'off' ? [] : [{ name: 'health-check', type: systemJobs.healthCheck.name, input: {}, cron, enabled: true }];
