import { Logger } from '@nestjs/common';
import { v7 } from 'uuid';
import { dataSource } from './data-source.js';
import { noticesOf } from './database.module.js';
import { Database, type Statements } from './database.js';
import type { Role } from '@polyspool/contracts/people';
import { EventLog } from './event-log.js';
import type { NewJob } from './accept-job.js';
import { JobRecords } from './job-records.js';
import { People } from './people.js';
import { makeTestDatabase } from './testing-database.js';

/** The records of this lib on a migrated database of their own. */
export async function openTestRecords(serverUrl: string) {
  Logger.overrideLogger(false);
  const made = await makeTestDatabase(serverUrl);
  const database = new Database(made.url, await dataSource(made.url).initialize());
  const notices = noticesOf(database);
  const events = new EventLog(database);
  const jobs = new JobRecords(database, events, notices);
  return {
    url: made.url,
    database,
    notices,
    events,
    jobs,
    people: new People(database),
    addUser: async (role: Role = 'user') => {
      const id = v7();
      await database.execute('INSERT INTO users (id, name, role) VALUES ($1, $2, $3)', [id, `User ${id}`, role]);
      return id;
    },
    accept: (userId: string, more: Partial<NewJob> = {}) =>
      jobs.accept({ id: v7(), userId, type: 'video.process', queue: 'video', input: {}, ...more }, 1_000),
    empty: () => database.execute('TRUNCATE users, events CASCADE'),
    /** Cuts connections as a failover does: all but the one that asks, or those of one application. */
    cut: (applicationName?: string) =>
      database.execute(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
           AND pid <> pg_backend_pid() AND ($1::text IS NULL OR application_name = $1)`,
        [applicationName ?? null],
      ),
    close: async () => {
      await notices.onApplicationShutdown();
      await database.onApplicationShutdown();
      await made.drop();
    },
  };
}

export type TestRecords = Awaited<ReturnType<typeof openTestRecords>>;

/** A row as a worker's events would have left it. */
export async function setJob(statements: Statements, id: string, columns: Readonly<Record<string, unknown>>) {
  const set = Object.keys(columns).map((column, index) => `${column} = $${index + 2}`);
  await statements.execute(`UPDATE jobs SET ${set.join(', ')} WHERE id = $1`, [id, ...Object.values(columns)]);
}
