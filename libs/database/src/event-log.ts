import { catalogue } from '@polyspool/contracts/catalogue';
import type { JobEvent } from '@polyspool/contracts/job-status';
import { shownInput, shownOutput } from '@polyspool/contracts/packed-fields';
import type { Database, Statements } from './database.js';
import { storableJson } from './storable.js';

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
        events.map(({ change, log }) => storableJson({ change, log: log?.length ? log : undefined })),
      ],
    );
  }

  /** Events after a number, for each of the jobs, in the order of their numbers; all events of other children. */
  async after(known: ReadonlyMap<string, number>, parents: readonly string[] = [], limit?: number) {
    const rows = await this.database.query<EventRecord>(
      `SELECT e.job_id, j.parent_id, j.user_id, j.project_id, e.seq, e.run, e.type, e.at, e.data, j.type AS job_type
       FROM (SELECT id, seq FROM unnest($1::uuid[], $2::int[]) AS named(id, seq) UNION ALL
             SELECT id, 0 FROM jobs WHERE parent_id = ANY($3::uuid[]) AND id <> ALL($1::uuid[])) AS known
       JOIN events e ON e.job_id = known.id AND e.seq > known.seq
       JOIN jobs j ON j.id = e.job_id ORDER BY e.job_id, e.seq LIMIT $4`,
      [[...known.keys()], [...known.values()], parents, limit ?? null],
    );
    return rows.map((row): LoggedEvent => ({
      userId: row.user_id,
      projectId: row.project_id ?? undefined,
      event: eventView(row),
    }));
  }

  /** Jobs that may have had news after a moment, the newest first, with the number that each of them had come to by then. */
  async numbersAt(moment: Date, { jobId, userId, projectId }: LoggedJobs, limit: number) {
    const isMeant = `($2::uuid IS NULL OR j.id = $2 OR j.parent_id = $2) AND ($3::uuid IS NULL OR j.user_id = $3)
      AND ($4::uuid IS NULL OR j.project_id = $4) AND ($5 OR j.parent_id IS NULL)`;
    const rows = await this.database.query<{ id: string; seq: number }>(
      `SELECT j.id, coalesce((SELECT max(e.seq) FROM events e WHERE e.job_id = j.id AND e.at <= $1), 0) AS seq
       FROM jobs j WHERE (j.finished_at IS NULL OR j.finished_at > $1) AND ${isMeant} ORDER BY j.id DESC LIMIT $6`,
      [moment, jobId ?? null, userId ?? null, projectId ?? null, !userId && !projectId, limit],
    );
    return new Map(rows.map(({ id, seq }) => [id, seq]));
  }

  /** What a job has said after an event, the oldest first: at most as many of its events as asked for. */
  async said(jobId: string, { after, limit }: { after: number; limit: number }): Promise<SaidLines[]> {
    const rows = await this.database.query<{ seq: number; run: number; at: Date; lines: string[] }>(
      `SELECT seq, run, at, data -> 'log' AS lines FROM events
       WHERE job_id = $1 AND seq > $2 AND data ? 'log' ORDER BY seq LIMIT $3`,
      [jobId, after, limit],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  /** Makes the partitions of this month and the next. Rows that were there before them move into them. */
  async prepareMonths(now = new Date()) {
    for (const ahead of [0, 1]) {
      const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead));
      const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1));
      const name = `events_${from.toISOString().slice(0, 7).replace('-', '_')}`;
      if (await isTable(this.database, name)) continue;
      await this.database.transaction((tx) =>
        addPartition(tx, name, `'${from.toISOString()}'`, `'${to.toISOString()}'`),
      );
    }
  }
}

async function isTable(statements: Statements, name: string) {
  const [row] = await statements.query('SELECT 1 WHERE to_regclass($1) IS NOT NULL', [name]);
  return row !== undefined;
}

/** A month whose rows lie in the default partition could not simply be created. */
async function addPartition(tx: Statements, name: string, from: string, to: string) {
  await tx.execute('LOCK TABLE events IN SHARE ROW EXCLUSIVE MODE');
  if (await isTable(tx, name)) return;
  await tx.execute(`CREATE TABLE ${name} (LIKE events INCLUDING ALL)`);
  await tx.execute(
    `WITH early AS (DELETE FROM events_default WHERE at >= ${from} AND at < ${to} RETURNING *)
     INSERT INTO ${name} SELECT * FROM early`,
  );
  await tx.execute(`ALTER TABLE events ATTACH PARTITION ${name} FOR VALUES FROM (${from}) TO (${to})`);
}

/** One job with its children, the root jobs of a person or of a project, or all jobs. */
export interface LoggedJobs {
  readonly jobId?: string;
  readonly userId?: string;
  readonly projectId?: string;
}

export interface LoggedEvent {
  readonly userId: string;
  readonly projectId?: string | undefined;
  readonly event: JobEvent;
}

/** Lines of a log that came with one event. */
export interface SaidLines {
  readonly seq: number;
  readonly run: number;
  readonly at: string;
  readonly lines: readonly string[];
}

interface EventRecord {
  readonly job_id: string;
  readonly user_id: string;
  readonly project_id: string | null;
  readonly parent_id: string | null;
  readonly seq: number;
  readonly run: number;
  readonly type: string;
  readonly at: Date;
  readonly data: Pick<JobEvent, 'change' | 'log'>;
  readonly job_type: string;
}

const eventView = (row: EventRecord): JobEvent => ({
  jobId: row.job_id,
  parentId: row.parent_id ?? undefined,
  type: row.type,
  seq: row.seq,
  run: row.run,
  at: row.at.toISOString(),
  ...row.data,
  change: shownChange(row),
});

/** What is sensitive or large is only mentioned. */
function shownChange({ data: { change }, job_type }: EventRecord): JobEvent['change'] {
  const { input, output } = change;
  if (input === undefined && output === undefined) return change;
  const contract = catalogue.get(job_type);
  return {
    ...change,
    ...(input && { input: shownInput(contract, input) }),
    ...(output !== undefined && { output: shownOutput(contract, output) }),
  };
}
