import { type DynamicModule, Logger, Module, type Type } from '@nestjs/common';
import { Accounts } from './accounts.js';
import { ActivityReport } from './activity-report.js';
import { AddressChecks } from './address-checks.js';
import { Alerts } from './alerts.js';
import { ApiKeys } from './api-keys.js';
import { ArtifactRecords } from './artifact-records.js';
import { Attempts } from './attempts.js';
import { AuditLog } from './audit-log.js';
import { Backups } from './backups.js';
import { Metrics } from '@polyspool/service/metrics';
import { outsideOfTraces } from '@polyspool/service/tracing';
import { dataSource } from './data-source.js';
import { BulkRuns } from './bulk-runs.js';
import { ContactPreferences } from './contact-preferences.js';
import { CorpusSums } from './corpus-sums.js';
import { Database } from './database.js';
import { DeadLetters } from './dead-letters.js';
import { DeliveryTries } from './delivery-tries.js';
import { DueDeliveries } from './due-deliveries.js';
import { DueSchedules } from './due-schedules.js';
import { Effects } from './effects.js';
import { EndedJobs } from './ended-jobs.js';
import { EngineStates } from './engine-states.js';
import { Erasures } from './erasures.js';
import { EventLog } from './event-log.js';
import { Glossaries } from './glossaries.js';
import { HealthFigures } from './health-figures.js';
import { IdempotentAnswers } from './idempotent-answers.js';
import { InAppNotifications } from './in-app-notifications.js';
import { JobRecords } from './job-records.js';
import { JobResults } from './job-results.js';
import { JobRuns } from './job-runs.js';
import { JobSources } from './job-sources.js';
import { LearnerWords } from './learner-words.js';
import { Notices } from './notices.js';
import { Outlook } from './outlook.js';
import { People } from './people.js';
import { PersonErasure } from './person-erasure.js';
import { PersonThings } from './person-things.js';
import { PersonKeys } from './person-keys.js';
import { ProjectAssets } from './project-assets.js';
import { ProjectMembers } from './project-members.js';
import { Projects } from './projects.js';
import { Records } from './records.js';
import { ReportAskers } from './report-askers.js';
import { ReportList } from './report-list.js';
import { poolGauges } from './pool-gauges.js';
import { QueueControls } from './queue-controls.js';
import { requireSchema } from './require-schema.js';
import { Tasks } from './tasks.js';
import { Schedules } from './schedules.js';
import { TranslationMemories } from './translation-memories.js';
import { UntoldAlerts } from './untold-alerts.js';
import { UploadRecords } from './upload-records.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { Webhooks } from './webhooks.js';
import { Workers } from './workers.js';

const log = new Logger('Database');

const records = [
  made(Accounts, Database),
  made(ActivityReport, Database),
  made(AddressChecks, Database, Notices),
  made(Alerts, Database),
  made(ApiKeys, Database),
  made(ArtifactRecords, Database),
  made(Attempts, Database),
  made(AuditLog, Database),
  made(Backups, Database),
  made(BulkRuns, Database, JobRuns),
  made(ContactPreferences, Database),
  made(CorpusSums, Database),
  made(DeadLetters, Database),
  made(DeliveryTries, Database),
  made(DueDeliveries, Database),
  made(DueSchedules, Database, Notices),
  made(Effects, Database),
  made(EndedJobs, Database),
  made(EngineStates, Database),
  made(Erasures, Database),
  made(EventLog, Database),
  made(Glossaries, Database),
  made(HealthFigures, Database),
  made(IdempotentAnswers, Database),
  made(InAppNotifications, Database),
  made(JobRecords, Database, EventLog, Notices),
  made(JobResults, Database),
  made(JobRuns, Database, EventLog, Notices),
  made(JobSources, Database),
  made(LearnerWords, Database),
  made(Outlook, Database),
  made(People, Database),
  made(PersonErasure, Database),
  made(PersonThings, Database),
  made(PersonKeys, Database),
  made(ProjectAssets, Database),
  made(ProjectMembers, Database),
  made(Projects, Database),
  made(QueueControls, Database, Notices),
  made(Records, Database),
  made(ReportAskers, Database),
  made(ReportList, Database),
  made(Schedules, Database),
  made(Tasks, Database),
  made(TranslationMemories, Database),
  made(UntoldAlerts, Database),
  made(UploadRecords, Database),
  made(WebhookDeliveries, Database, Notices),
  made(Webhooks, Database),
  made(Workers, Database),
];

interface DatabaseEnv {
  readonly DATABASE_URL: string;
  readonly DATABASE_POOL_SIZE: number;
}

@Module({})
export class DatabaseModule {
  constructor(metrics: Metrics, database: Database) {
    poolGauges(metrics, database);
  }

  static forRoot({ DATABASE_URL: url, DATABASE_POOL_SIZE: connections }: DatabaseEnv): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        {
          provide: Database,
          useFactory: async () => {
            const source = await dataSource(url, connections).initialize();
            await requireSchema(source);
            return new Database(url, source);
          },
        },
        { provide: Notices, inject: [Database], useFactory: noticesOf },
        ...records,
      ],
      exports: [Database, Notices, ...records.map(({ provide }) => provide)],
    };
  }
}

export function noticesOf(database: Database) {
  const tell = 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) payload';
  // What is gathered is of many jobs: no trace of one of them.
  const send = (channel: string, payloads: string[]) =>
    outsideOfTraces(async () => void (await database.query(tell, [channel, payloads])));
  return new Notices(database.url, send, (error) => log.warn({ error }, 'Postgres was not told of news'));
}

/** These classes know nothing of Nest: their parts are named here. */
function made<Parts extends unknown[]>(
  type: new (...parts: Parts) => object,
  ...inject: { [At in keyof Parts]: Type<Parts[At]> }
) {
  return { provide: type as Type, inject: inject as Type[], useFactory: (...parts: Parts) => new type(...parts) };
}
