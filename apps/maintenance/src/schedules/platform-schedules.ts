import { maintenanceJobs } from '@polyspool/contracts/maintenance';
import { reportJobs } from '@polyspool/contracts/reports';
import type { NewSchedule } from '@polyspool/contracts/schedules';
import { systemJobs } from '@polyspool/contracts/system';

export interface ScheduleSettings {
  readonly HEALTH_CHECK_CRON: string;
  readonly BACKUP_KEY?: unknown;
}

/** What runs of itself in a new installation, in UTC; operators edit it from then on. Without a key there are no backups. */
export const platformSchedules = ({ HEALTH_CHECK_CRON, BACKUP_KEY }: ScheduleSettings): NewSchedule[] => [
  ...(HEALTH_CHECK_CRON === 'off' ? [] : [at('health-check', HEALTH_CHECK_CRON, systemJobs.healthCheck.name)]),
  at('cleanup-old-files', '0 2 * * *', maintenanceJobs.cleanupOldFiles.name, { days: 7 }),
  at('cleanup-failed-uploads', '0 * * * *', maintenanceJobs.cleanupFailedUploads.name),
  at('expire-results', '20 * * * *', maintenanceJobs.expireResults.name),
  at('optimize-database', '40 2 * * *', maintenanceJobs.optimizeDatabase.name),
  at('daily-report', '0 0 * * *', reportJobs.daily.name),
  ...(BACKUP_KEY === undefined
    ? []
    : [
        at('backup', '0 1 * * *', maintenanceJobs.backupDatabase.name),
        at('restore-test', '0 4 * * 0', maintenanceJobs.restoreTest.name),
      ]),
];

const at = (name: string, cron: string, type: string, input: Record<string, unknown> = {}): NewSchedule => ({
  name,
  type,
  input,
  cron,
  enabled: true,
});
