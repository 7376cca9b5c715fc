import { type DynamicModule, Logger, Module, type Type } from '@nestjs/common';
import { Alerts } from './alerts.js';
import { ArtifactRecords } from './artifact-records.js';
import { Attempts } from './attempts.js';
import { outsideOfTraces } from '@polyspool/service/tracing';
import { dataSource } from './data-source.js';
import { BulkRuns } from './bulk-runs.js';
import { Database } from './database.js';
import { DeadLetters } from './dead-letters.js';
import { DueSchedules } from './due-schedules.js';
import { Effects } from './effects.js';
import { EngineStates } from './engine-states.js';
import { EventLog } from './event-log.js';
import { Glossaries } from './glossaries.js';
import { JobRecords } from './job-records.js';
import { JobResults } from './job-results.js';
import { JobRuns } from './job-runs.js';
import { JobSources } from './job-sources.js';
import { LearnerWords } from './learner-words.js';
import { Notices } from './notices.js';
import { Outlook } from './outlook.js';
import { People } from './people.js';
import { ProjectAssets } from './project-assets.js';
import { ProjectMembers } from './project-members.js';
import { Projects } from './projects.js';
import { QueueControls } from './queue-controls.js';
import { Tasks } from './tasks.js';
import { Schedules } from './schedules.js';
import { TranslationMemories } from './translation-memories.js';
import { UploadRecords } from './upload-records.js';
import { Workers } from './workers.js';

const log = new Logger('Database');

const records = [
  made(Alerts, Database),
  made(ArtifactRecords, Database),
  made(Attempts, Database),
  made(BulkRuns, Database, JobRuns),
  made(DeadLetters, Database),
  made(DueSchedules, Database, Notices),
  made(Effects, Database),
  made(EngineStates, Database),
  made(EventLog, Database),
  made(Glossaries, Database),
  made(JobRecords, Database, EventLog, Notices),
  made(JobResults, Database),
  made(JobRuns, Database, EventLog, Notices),
  made(JobSources, Database),
  made(LearnerWords, Database),
  made(Outlook, Database),
  made(People, Database),
  made(ProjectAssets, Database),
  made(ProjectMembers, Database),
  made(Projects, Database),
  made(QueueControls, Database, Notices),
  made(Schedules, Database),
  made(Tasks, Database),
  made(TranslationMemories, Database),
  made(UploadRecords, Database),
  made(Workers, Database),
];

@Module({})
export class DatabaseModule {
  static forRoot({ url, connections }: { url: string; connections?: number }): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        {
          provide: Database,
          useFactory: async () => new Database(url, await dataSource(url, connections).initialize()),
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
