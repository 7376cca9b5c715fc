import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { Alerts } from './alerts.js';
import { Attempts } from './attempts.js';
import { dataSource } from './data-source.js';
import { BulkRuns } from './bulk-runs.js';
import { Database } from './database.js';
import { DeadLetters } from './dead-letters.js';
import { DueSchedules } from './due-schedules.js';
import { Effects } from './effects.js';
import { EngineStates } from './engine-states.js';
import { EventLog } from './event-log.js';
import { JobRecords } from './job-records.js';
import { JobResults } from './job-results.js';
import { JobRuns } from './job-runs.js';
import { Notices } from './notices.js';
import { Outlook } from './outlook.js';
import { People } from './people.js';
import { QueueControls } from './queue-controls.js';
import { Tasks } from './tasks.js';
import { Schedules } from './schedules.js';
import { UploadRecords } from './upload-records.js';
import { Workers } from './workers.js';

const log = new Logger('Database');

@Module({})
export class DatabaseModule {
  static forRoot({ url, connections }: { url: string; connections?: number }): DynamicModule {
    const records = [Alerts, Attempts, DeadLetters, BulkRuns, DueSchedules, Effects, EngineStates, EventLog, JobRecords, JobResults, JobRuns, Outlook, People, QueueControls, Schedules, Tasks, UploadRecords, Workers];
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        {
          provide: Database,
          useFactory: async () => new Database(url, await dataSource(url, connections).initialize()),
        },
        { provide: Notices, inject: [Database], useFactory: noticesOf },
        { provide: EventLog, inject: [Database], useFactory: (database: Database) => new EventLog(database) },
        { provide: Effects, inject: [Database], useFactory: (database: Database) => new Effects(database) },
        { provide: Schedules, inject: [Database], useFactory: (database: Database) => new Schedules(database) },
        {
          provide: DueSchedules,
          inject: [Database, Notices],
          useFactory: (...parts: ConstructorParameters<typeof DueSchedules>) => new DueSchedules(...parts),
        },
        { provide: Alerts, inject: [Database], useFactory: (database: Database) => new Alerts(database) },
        { provide: Attempts, inject: [Database], useFactory: (database: Database) => new Attempts(database) },
        { provide: DeadLetters, inject: [Database], useFactory: (database: Database) => new DeadLetters(database) },
        { provide: People, inject: [Database], useFactory: (database: Database) => new People(database) },
        { provide: EngineStates, inject: [Database], useFactory: (database: Database) => new EngineStates(database) },
        { provide: Outlook, inject: [Database], useFactory: (database: Database) => new Outlook(database) },
        { provide: Tasks, inject: [Database], useFactory: (database: Database) => new Tasks(database) },
        { provide: Workers, inject: [Database], useFactory: (database: Database) => new Workers(database) },
        { provide: UploadRecords, inject: [Database], useFactory: (database: Database) => new UploadRecords(database) },
        { provide: JobResults, inject: [Database], useFactory: (database: Database) => new JobResults(database) },
        {
          provide: JobRuns,
          inject: [Database, EventLog, Notices],
          useFactory: (...parts: ConstructorParameters<typeof JobRuns>) => new JobRuns(...parts),
        },
        {
          provide: BulkRuns,
          inject: [Database, JobRuns],
          useFactory: (...parts: ConstructorParameters<typeof BulkRuns>) => new BulkRuns(...parts),
        },
        {
          provide: QueueControls,
          inject: [Database, Notices],
          useFactory: (...parts: ConstructorParameters<typeof QueueControls>) => new QueueControls(...parts),
        },
        {
          provide: JobRecords,
          inject: [Database, EventLog, Notices],
          useFactory: (...parts: ConstructorParameters<typeof JobRecords>) => new JobRecords(...parts),
        },
      ],
      exports: [Database, Notices, ...records],
    };
  }
}

export function noticesOf(database: Database) {
  const send = async (channel: string, payloads: string[]) => {
    await database.query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) payload', [channel, payloads]);
  };
  return new Notices(database.url, send, (error) => log.warn({ error }, 'Postgres was not told of news'));
}
