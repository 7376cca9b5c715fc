import pg from 'pg';

/** When which step of a job began to be worked on; of other news only the time. */
export interface TimedEvent {
  readonly at: number;
  readonly step?: string | undefined;
}

/** All times in milliseconds since 1970. */
export interface TimedJob {
  readonly id: string;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly input: Readonly<Record<string, unknown>>;
  readonly events: readonly TimedEvent[];
}

export interface TimedJobs {
  readonly root: TimedJob;
  readonly children: readonly TimedJob[];
}

interface JobRow {
  readonly id: string;
  readonly started_at: Date;
  readonly finished_at: Date;
  readonly input: Record<string, unknown>;
}

interface EventRow {
  readonly job_id: string;
  readonly at: Date;
  readonly step: string | null;
}

/** A job that has ended and its parts, out of the log from which every client is told. */
export async function readTimedJobs(databaseUrl: string, id: string): Promise<TimedJobs> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const jobs = await client.query<JobRow>(
      'SELECT id, started_at, finished_at, input FROM jobs WHERE id = $1 OR parent_id = $1 ORDER BY started_at',
      [id],
    );
    const events = await client.query<EventRow>(
      `SELECT job_id, at, data->'change'->>'step' AS step FROM events WHERE job_id = ANY($1) ORDER BY at, seq`,
      [jobs.rows.map((row) => row.id)],
    );
    const timed = jobs.rows.map((row) => timedJob(row, events.rows));
    const root = timed.find((job) => job.id === id);
    if (!root) throw new Error(`There is no job ${id}`);
    return { root, children: timed.filter((job) => job !== root) };
  } finally {
    await client.end();
  }
}

const timedJob = ({ id, started_at, finished_at, input }: JobRow, events: readonly EventRow[]): TimedJob => ({
  id,
  startedAt: started_at.getTime(),
  finishedAt: finished_at.getTime(),
  input,
  events: events
    .filter((event) => event.job_id === id)
    .map(({ at, step }) => ({ at: at.getTime(), step: step ?? undefined })),
});
