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

/** The append-only log of every job. Partitioned by month (`EventMonths`): what asks for events of a job says since when it is there. */
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
       JOIN jobs j ON j.id = known.id
       JOIN events e ON e.job_id = j.id AND e.seq > known.seq AND ${sinceItIsThere('e.at', 'j.created_at')} ORDER BY e.job_id, e.seq LIMIT $4`,
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
      `SELECT j.id, coalesce((SELECT max(e.seq) FROM events e
           WHERE e.job_id = j.id AND e.at <= $1 AND ${sinceItIsThere('e.at', 'j.created_at')}), 0) AS seq
       FROM jobs j WHERE (j.finished_at IS NULL OR j.finished_at > $1) AND ${isMeant} ORDER BY j.id DESC LIMIT $6`,
      [moment, jobId ?? null, userId ?? null, projectId ?? null, !userId && !projectId, limit],
    );
    return new Map(rows.map(({ id, seq }) => [id, seq]));
  }

  /** What a job has said after an event, the oldest first: at most as many of its events as asked for. */
  async said(jobId: string, { after, limit }: { after: number; limit: number }): Promise<SaidLines[]> {
    const rows = await this.database.query<{ seq: number; run: number; at: Date; lines: string[] }>(
      `SELECT seq, run, at, data -> 'log' AS lines FROM events
       WHERE job_id = $1 AND seq > $2 AND data ? 'log'
         AND ${sinceItIsThere('at', '(SELECT created_at FROM jobs WHERE id = $1)')} ORDER BY seq LIMIT $3`,
      [jobId, after, limit],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}

/** SQL by which months before a job was made are left out. Clocks of servers that take over from each other differ: hence the day. */
const sinceItIsThere = (at: string, createdAt: string) => `${at} >= ${createdAt} - interval '1 day'`;

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
