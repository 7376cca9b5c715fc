import type { Database } from './database.js';

/** A worker process as its heartbeat tells of it. */
export interface WorkerReport {
  /** `<host>:<pid>:<id>` */
  readonly id: string;
  readonly name: string;
  /** Slots, by queue. */
  readonly queues: Readonly<Record<string, number>>;
  readonly startedAtMs: number;
  /** How long ago it said so. */
  readonly ageMs: number;
  /** Jobs that it runs. */
  readonly active: number;
  readonly rssBytes: number;
}

export interface WorkerRow {
  readonly id: string;
  readonly name: string;
  readonly queues: Readonly<Record<string, number>>;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly active: number;
  readonly rssBytes: number;
}

/** Three heartbeats may be missed. */
const silentMs = 25_000;

/** Those that are alive, as a table in SQL. */
export const liveWorkers = `(SELECT * FROM workers WHERE seen_at > now() - ${silentMs} * interval '1 ms')`;

/** The workers that Redis knows of, copied for those who do not talk to Redis. */
export class Workers {
  constructor(private readonly database: Database) {}

  /** The workers are these, and no others. */
  async replace(reports: readonly WorkerReport[]) {
    const column = (field: keyof WorkerReport) => reports.map((report) => report[field]);
    await this.database.execute(replaceAll, [
      column('id'),
      column('name'),
      reports.map(({ queues }) => JSON.stringify(queues)),
      column('startedAtMs'),
      column('ageMs'),
      column('active'),
      column('rssBytes'),
    ]);
  }

  /** Those that are alive, the oldest first. */
  live(): Promise<WorkerRow[]> {
    return this.database.query(
      `SELECT id, name, queues, started_at AS "startedAt", seen_at AS "seenAt", active, rss_bytes::float8 AS "rssBytes"
       FROM ${liveWorkers} live ORDER BY started_at, id`,
    );
  }
}

/** Jobs that the workers can run at once, by queue. */
export function slotsOf(workers: readonly Pick<WorkerRow, 'queues'>[]): ReadonlyMap<string, number> {
  const slots = new Map<string, number>();
  for (const [queue, count] of workers.flatMap(({ queues }) => Object.entries(queues))) {
    slots.set(queue, (slots.get(queue) ?? 0) + count);
  }
  return slots;
}

const replaceAll = `
  WITH seen AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::jsonb[], $4::float8[], $5::float8[], $6::int[], $7::bigint[])
      AS x(id, name, queues, started, age, active, rss)
  ), gone AS (
    DELETE FROM workers WHERE id NOT IN (SELECT id FROM seen)
  )
  INSERT INTO workers (id, name, queues, started_at, seen_at, active, rss_bytes)
  SELECT id, name, queues, to_timestamp(started / 1000), now() - age * interval '1 ms', active, rss FROM seen
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, queues = excluded.queues, started_at = excluded.started_at,
    seen_at = excluded.seen_at, active = excluded.active, rss_bytes = excluded.rss_bytes`;
