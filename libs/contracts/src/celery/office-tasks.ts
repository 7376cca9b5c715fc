import { z } from 'zod';
import { maintenanceJobs } from '../maintenance.js';
import { Channel, notificationJobs, Phone, type Recipient } from '../notifications.js';
import { gdprJobs, reportJobs } from '../reports.js';
import { celeryTask, type FinishedTask, resultOf } from './celery-task.js';

/** An address, a telephone number, or the id of somebody of this system. */
export const RecipientName = z.union([z.email().max(254), Phone, z.uuid()]);

export const recipientNamed = (name: string): Recipient => {
  if (name.includes('@')) return { email: name };
  return name.startsWith('+') ? { phone: name } : { userId: name };
};

const { severity } = notificationJobs.systemAlert.input.shape;
const words = notificationJobs.send.input.shape;
const Channels: Readonly<Record<string, Channel>> = { email: 'email', sms: 'sms', in_app: 'inApp' };

/** How long a report on somebody reaches back where nobody says it. */
const reportedDays = 30;

export function reportedSpan(start: string | undefined, end: string | undefined, now = new Date()) {
  const endDate = end ?? dateOf(now);
  return { startDate: start ?? dateOf(new Date(Date.parse(endDate) - reportedDays * 86_400_000)), endDate };
}

const dateOf = (time: Date) => time.toISOString().slice(0, 10);

/** What the same system did beside its recordings: messages, reports, upkeep. `health_check` and `cleanup_old_files` others had too. */
export const officeTasks = {
  send_email: celeryTask(
    notificationJobs.send,
    z.strictObject({ recipients: z.array(RecipientName).min(1), subject: words.subject, body: words.message }),
    ({ recipients, subject, body: message }) => ({
      input: { recipients: recipients.map(recipientNamed), subject, message },
    }),
  ),
  send_processing_complete_notification: celeryTask(
    notificationJobs.processingComplete,
    z.strictObject({ job_id: z.uuid(), run: z.int().positive().default(1) }),
    ({ job_id: jobId, run }) => ({ input: { jobId, run } }),
  ),
  send_bulk_notification: celeryTask(
    notificationJobs.sendBulk,
    z.strictObject({
      user_ids: z.array(z.uuid()).min(1),
      subject: words.subject,
      message: words.message,
      notification_type: z.enum(['email', 'sms', 'in_app']).default('email'),
    }),
    ({ user_ids, notification_type: type, subject, message }) => ({
      input: { recipients: user_ids.map((userId) => ({ userId })), subject, message, channels: [Channels[type]] },
    }),
  ),
  send_system_alert: celeryTask(
    notificationJobs.systemAlert,
    z.strictObject({ alert_type: words.subject, message: words.message, severity: severity.default('info') }),
    ({ alert_type: subject, ...same }) => ({ input: { subject, key: subject, ...same } }),
  ),
  optimize_database: celeryTask(maintenanceJobs.optimizeDatabase, z.strictObject({}), () => ({ input: {} })),
  backup_database: celeryTask(maintenanceJobs.backupDatabase, z.strictObject({}), () => ({ input: {} })),
  generate_daily_report: celeryTask(
    reportJobs.daily,
    z.strictObject({ report_date: z.iso.date().nullish() }),
    ({ report_date: date }) => ({ input: date ? { date } : {} }),
  ),
  generate_user_report: celeryTask(
    reportJobs.user,
    z.strictObject({
      user_id: z.uuid().nullish(),
      start_date: z.iso.date().nullish(),
      end_date: z.iso.date().nullish(),
    }),
    ({ user_id: userId, start_date: start, end_date: end }) => ({
      input: { ...reportedSpan(start ?? undefined, end ?? undefined), ...(userId && { userId }) },
    }),
  ),
  generate_system_health_report: celeryTask(reportJobs.systemHealth, z.strictObject({}), () => ({ input: {} })),
  export_user_data: celeryTask(
    gdprJobs.export,
    z.strictObject({ user_id: z.uuid().nullish(), export_format: z.literal('json').default('json') }),
    ({ user_id: userId }) => ({ input: userId ? { userId } : {} }),
  ),
};

/** Whatever a report says is in its files. */
const reported = ({ output, files }: Pick<FinishedTask, 'files'> & { readonly output: object }) => ({
  status: 'success',
  report_data: output,
  files: files.map(({ name, url }) => ({ name, url })),
});

export const officeResults = [
  resultOf(notificationJobs.send, ({ output: { deliveries, sent, failed } }) => ({
    status: failed === 0 ? 'success' : 'partial',
    sent_to: deliveries.filter(({ status }) => status === 'sent').map(({ recipient }) => recipient),
    ...{ sent, failed },
  })),
  resultOf(reportJobs.daily, reported),
  resultOf(reportJobs.user, reported),
  resultOf(reportJobs.systemHealth, reported),
  resultOf(gdprJobs.export, ({ output: { files: count, rows, bytes, expiresAt }, files }) => ({
    status: 'success',
    ...{ rows, bytes },
    files_exported: count,
    expires_at: expiresAt,
    files: files.map(({ name, url }) => ({ name, url })),
  })),
];
