import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { dataSource } from './data-source.js';
import { Database } from './database.js';
import { EventLog } from './event-log.js';
import { JobRecords } from './job-records.js';
import { JobRuns } from './job-runs.js';
import { Notices } from './notices.js';
import { People } from './people.js';
import { UploadRecords } from './upload-records.js';

const log = new Logger('Database');

@Module({})
export class DatabaseModule {
  static forRoot({ url, connections }: { url: string; connections?: number }): DynamicModule {
    const records = [EventLog, JobRecords, JobRuns, People, UploadRecords];
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
        { provide: People, inject: [Database], useFactory: (database: Database) => new People(database) },
        { provide: UploadRecords, inject: [Database], useFactory: (database: Database) => new UploadRecords(database) },
        {
          provide: JobRuns,
          inject: [Database, EventLog, Notices],
          useFactory: (...parts: ConstructorParameters<typeof JobRuns>) => new JobRuns(...parts),
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
