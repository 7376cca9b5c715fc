import type { HealthReport, QueueHealth } from '@polyspool/contracts/health-report';
import type { QueueState } from '@polyspool/contracts/queue-status';
import { Backups } from './backups.js';
import type { Database } from './database.js';
import { EngineStates } from './engine-states.js';
import { noTasks, Tasks } from './tasks.js';
import { type WorkerRow, Workers } from './workers.js';

type QueueTimes = Pick<QueueHealth, 'queue' | 'succeeded' | 'failed'> & Record<TimeName, number | null>;
type QueueStateRow = { readonly queue: string; readonly state: QueueState };
type TimeName = 'waitP50Seconds' | 'waitP95Seconds' | 'runP50Seconds' | 'runP95Seconds';

/** How the system did in the last hours, and how Postgres is. */
export class HealthFigures {
  constructor(private readonly database: Database) {}

  /** These queues as they are now, and what they did. Parts of jobs are counted as they ran. */
  async queues(names: readonly string[], hours: number, workers: readonly WorkerRow[]): Promise<QueueHealth[]> {
    const [times, counts, states] = [
      byQueue(await this.database.query<QueueTimes>(queueTimes, [hours])),
      byQueue(await new Tasks(this.database).counts()),
      byQueue(await this.database.query<QueueStateRow>('SELECT queue, state FROM queue_controls')),
    ];
    return names.map((queue) => {
      const serving = workers.filter(({ queues }) => (queues[queue] ?? 0) > 0);
      const { active, reserved, queued, scheduled, retrying } = counts.get(queue) ?? noTasks;
      const measured = Object.entries(times.get(queue) ?? {}).filter(([, value]) => value !== null);
      return {
        ...{ succeeded: 0, failed: 0, ...Object.fromEntries(measured) },
        queue,
        state: states.get(queue)?.state ?? 'open',
        workers: serving.length,
        slots: serving.reduce((sum, { queues }) => sum + (queues[queue] ?? 0), 0),
        active,
        waiting: reserved + queued + scheduled + retrying,
      };
    });
  }

  workers(): Promise<WorkerRow[]> {
    return new Workers(this.database).live();
  }

  async engines(): Promise<HealthReport['engines']> {
    const states = await new EngineStates(this.database).all();
    return states.map(({ name, state, detail }) => ({ name, state, ...(detail && { detail }) }));
  }

  async lastBackupAt(): Promise<string | undefined> {
    const [newest] = await new Backups(this.database).list(1);
    return newest?.createdAt;
  }

  async byTime(hours: number, unit: HealthReport['unit']): Promise<HealthReport['byTime']> {
    const rows = await this.database.query<{ at: Date; succeeded: number; failed: number }>(
      `SELECT date_trunc($2, finished_at, 'UTC') AS at, count(*) FILTER (WHERE status = 'succeeded')::int AS succeeded,
         count(*) FILTER (WHERE status = 'failed')::int AS failed
       FROM jobs WHERE ${ended} GROUP BY 1 ORDER BY 1`,
      [hours, unit],
    );
    return rows.map(({ at, ...counts }) => ({ at: at.toISOString(), ...counts }));
  }

  /** The most frequent ones; `recent`: those of the last hours. */
  deadLetters(hours: number): Promise<HealthReport['deadLetters']> {
    return this.database.query(
      `SELECT jobs.type, coalesce(jobs.error ->> 'code', 'internal') AS code, count(*)::int AS count,
         count(*) FILTER (WHERE died_at >= now() - $1 * interval '1 h')::int AS recent
       FROM dead_letters JOIN jobs ON jobs.id = dead_letters.job_id GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 100`,
      [hours],
    );
  }

  async unseenAlerts(): Promise<HealthReport['alerts']> {
    const rows = await this.database.query<Omit<HealthReport['alerts'][number], 'lastAt'> & { lastAt: Date }>(
      `SELECT kind, subject, count, last_at AS "lastAt" FROM alerts WHERE seen_at IS NULL ORDER BY last_at DESC LIMIT 100`,
    );
    return rows.map(({ lastAt, ...alert }) => ({ ...alert, lastAt: lastAt.toISOString() }));
  }

  /** `rows` as Postgres estimates them. */
  async ofPostgres(): Promise<HealthReport['database']> {
    const [sizes] = await this.database.query<{ bytes: number; connections: number }>(
      `SELECT pg_database_size(current_database())::float8 AS bytes,
         (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()) AS connections`,
    );
    const tables = await this.database.query<HealthReport['database']['tables'][number]>(
      `SELECT relname AS table, pg_total_relation_size(relid)::float8 AS bytes, n_live_tup::float8 AS rows
       FROM pg_stat_user_tables ORDER BY 2 DESC, 1 LIMIT 12`,
    );
    return { ...sizes!, tables }; // there is a database to answer
  }
}

const byQueue = <Row extends { readonly queue: string }>(rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.queue, row]));

const ended = `finished_at >= now() - $1 * interval '1 h' AND status IN ('succeeded', 'failed')`;

const percentile = (share: number, from: string, to: string) =>
  `percentile_cont(${share}) WITHIN GROUP (ORDER BY greatest(extract(epoch FROM ${to} - ${from}), 0))`;
const ready = 'greatest(created_at, run_at)';

const queueTimes = `
  SELECT queue, count(*) FILTER (WHERE status = 'succeeded')::int AS succeeded, count(*) FILTER (WHERE status = 'failed')::int AS failed,
    ${percentile(0.5, ready, 'started_at')} AS "waitP50Seconds", ${percentile(0.95, ready, 'started_at')} AS "waitP95Seconds",
    ${percentile(0.5, 'started_at', 'finished_at')} AS "runP50Seconds",
    ${percentile(0.95, 'started_at', 'finished_at')} AS "runP95Seconds"
  FROM jobs WHERE ${ended} GROUP BY queue ORDER BY queue`;
