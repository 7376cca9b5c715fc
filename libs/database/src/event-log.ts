import type { JobEvent } from '@polyspool/contracts/job-status';
import type { Database, Statements } from './database.js';

export interface NewEvent {
  readonly jobId: string;
  readonly seq: number;
  readonly run: number;
  readonly type: string;
  readonly change: JobEvent['change'];
  readonly log?: readonly string[] | undefined;
}

/** The append-only log of every job. Partitioned by month, so that old months can be dropped whole. */
export class EventLog {
  constructor(private readonly database: Database) {}

  async append(tx: Statements, events: readonly NewEvent[]) {
    if (!events.length) return;
    await tx.execute(
      `INSERT INTO events (job_id, seq, run, type, data, at)
       SELECT id, seq, run, type, data, clock_timestamp()
       FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::jsonb[]) AS x(id, seq, run, type, data)`,
      [
        events.map((event) => event.jobId),
        events.map((event) => event.seq),
        events.map((event) => event.run),
        events.map((event) => event.type),
        events.map(({ change, log }) => JSON.stringify({ change, log: log?.length ? log : undefined })),
      ],
    );
  }

  /** Events after a number, for each of the jobs, in the order of their numbers. */
  async after(known: ReadonlyMap<string, number>): Promise<LoggedEvent[]> {
    const rows = await this.database.query<EventRecord>(
      `SELECT e.job_id, j.parent_id, j.user_id, e.seq, e.run, e.type, e.at, e.data
       FROM unnest($1::uuid[], $2::int[]) AS known(id, seq) JOIN events e ON e.job_id = known.id AND e.seq > known.seq
       JOIN jobs j ON j.id = e.job_id ORDER BY e.job_id, e.seq`,
      [[...known.keys()], [...known.values()]],
    );
    return rows.map((row) => ({ userId: row.user_id, event: eventView(row) }));
  }

  /** Makes the partitions of this month and the next. */
  async prepareMonths(now = new Date()) {
    for (const ahead of [0, 1]) {
      const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead));
      const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1));
      const [start, end] = [from, to].map((date) => date.toISOString().slice(0, 10));
      const name = `events_${start!.slice(0, 7).replace('-', '_')}`;
      await this.database.execute(
        `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF events FOR VALUES FROM ('${start}') TO ('${end}')`,
      );
    }
  }
}

export interface LoggedEvent {
  readonly userId: string;
  readonly event: JobEvent;
}

interface EventRecord {
  readonly job_id: string;
  readonly user_id: string;
  readonly parent_id: string | null;
  readonly seq: number;
  readonly run: number;
  readonly type: string;
  readonly at: Date;
  readonly data: Pick<JobEvent, 'change' | 'log'>;
}

const eventView = (row: EventRecord): JobEvent => ({
  jobId: row.job_id,
  parentId: row.parent_id ?? undefined,
  type: row.type,
  seq: row.seq,
  run: row.run,
  at: row.at.toISOString(),
  ...row.data,
});
