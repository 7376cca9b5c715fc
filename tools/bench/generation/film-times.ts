import pg from 'pg';

export interface FilmJobTimes {
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly finishedAt: number;
  /** Steps that were kept from before. */
  readonly reusedSteps: number;
  /** The processes that worked on it. */
  readonly workers: readonly string[];
}

export interface FilmTimes {
  readonly root: FilmJobTimes;
  readonly parts: readonly FilmJobTimes[];
}

export interface FilmRun extends FilmTimes {
  readonly id: string;
  readonly submittedAt: number;
  readonly frames: number;
}

interface JobRow {
  readonly id: string;
  readonly type: string;
  readonly started_at: Date;
  readonly finished_at: Date;
  readonly reused: { readonly steps: number } | null;
  readonly workers: string[] | null;
}

const query = `SELECT id, type, started_at, finished_at, reused,
  (SELECT array_agg(DISTINCT worker) FROM attempts WHERE job_id = jobs.id) AS workers
  FROM jobs WHERE id = $1 OR parent_id = $1 ORDER BY started_at`;

/** A film that was made, and the jobs of its parts. */
export async function readFilmTimes(databaseUrl: string, id: string): Promise<FilmTimes> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<JobRow>(query, [id]);
    const root = rows.find((row) => row.id === id);
    if (!root) throw new Error(`There is no job ${id}`);
    return { root: timesOf(root), parts: rows.filter((row) => row !== root).map(timesOf) };
  } finally {
    await client.end();
  }
}

const timesOf = ({ type, started_at, finished_at, reused, workers }: JobRow): FilmJobTimes => ({
  type,
  startedAt: started_at.getTime(),
  finishedAt: finished_at.getTime(),
  reusedSteps: reused?.steps ?? 0,
  workers: workers ?? [],
});
