import { AuditPage } from '@polyspool/contracts/audit';
import { Alert, AlertPage, DeadLetterPage, Purged } from '@polyspool/contracts/dead-letters';
import { EngineList, WorkerList } from '@polyspool/contracts/fleet';
import { JobPage } from '@polyspool/contracts/job-status';
import { BackupPage } from '@polyspool/contracts/maintenance';
import { CaughtMailList } from '@polyspool/contracts/notifications';
import { PurgeResult, QueueList, QueueStatus, RetryResult } from '@polyspool/contracts/queue-status';
import { Schedule, ScheduleList, SchedulePreview, type ScheduleChange } from '@polyspool/contracts/schedules';
import { searchOf, type Call } from './call-gateway.js';

export type QueueAction = 'pause' | 'resume' | 'drain';

/** Which dead letters are to run again. */
export type ReplayChoice = { readonly fingerprint: string } | { readonly jobIds: string[] } | { readonly all: true };

/** What is looked for in the audit log. */
export interface AuditFilter {
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
}

export interface BulkOptions {
  readonly dryRun?: boolean;
  /** All at once where nothing is said. */
  readonly perSecond?: number | undefined;
}

/** What only operators and administrators may ask of the gateway. */
export class OperationsClient {
  constructor(private readonly call: Call) {}

  queues = async () => (await this.call(QueueList, 'GET', '/v1/admin/queues')).items;
  controlQueue = (queue: string, action: QueueAction) =>
    this.call(QueueStatus, 'POST', `/v1/admin/queues/${encodeURIComponent(queue)}/${action}`);
  purgeQueue = (queue: string, dryRun: boolean) =>
    this.call(PurgeResult, 'POST', `/v1/admin/queues/${encodeURIComponent(queue)}/purge`, { body: { dryRun } });

  engines = async () => (await this.call(EngineList, 'GET', '/v1/admin/engines')).items;
  workers = async () => (await this.call(WorkerList, 'GET', '/v1/admin/workers')).items;

  deadLetters = (cursor?: string) =>
    this.call(DeadLetterPage, 'GET', `/v1/admin/dead-letters?${searchOf({ limit: 20, cursor })}`);
  deadJobs = (fingerprint: string, cursor?: string) =>
    this.call(
      JobPage,
      'GET',
      `/v1/admin/dead-letters/${encodeURIComponent(fingerprint)}?${searchOf({ limit: 20, cursor })}`,
    );
  replay = (choice: ReplayChoice, options: BulkOptions = {}) =>
    this.call(RetryResult, 'POST', '/v1/admin/dead-letters/replay', { body: { ...choice, ...options } });
  purgeLetters = (fingerprint: string, dryRun: boolean) =>
    this.call(Purged, 'DELETE', `/v1/admin/dead-letters?${searchOf({ fingerprint, dryRun })}`);

  alerts = (seen: boolean | undefined, cursor?: string) =>
    this.call(AlertPage, 'GET', `/v1/admin/alerts?${searchOf({ limit: 20, seen, cursor })}`);
  seeAlert = (id: string) => this.call(Alert, 'POST', `/v1/admin/alerts/${encodeURIComponent(id)}/seen`);

  schedules = async () => (await this.call(ScheduleList, 'GET', '/v1/admin/schedules')).items;
  /** When it would run, nothing being kept. */
  previewSchedule = async (cron: string) =>
    (await this.call(SchedulePreview, 'POST', '/v1/admin/schedules/preview', { body: { cron } })).times;
  changeSchedule = (name: string, body: ScheduleChange) =>
    this.call(Schedule, 'PATCH', `/v1/admin/schedules/${encodeURIComponent(name)}`, { body });

  backups = (cursor?: string) => this.call(BackupPage, 'GET', `/v1/admin/backups?${searchOf({ limit: 20, cursor })}`);
  audit = (filter: AuditFilter, cursor?: string) =>
    this.call(AuditPage, 'GET', `/v1/admin/audit?${searchOf({ limit: 30, ...filter, cursor })}`);
  /** Those that a local start has caught. */
  mails = async () => (await this.call(CaughtMailList, 'GET', '/v1/admin/mails')).items;
}
