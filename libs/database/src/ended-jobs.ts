import type { JobStatus } from '@polyspool/contracts/job-status';
import type { Database, Statements } from './database.js';
import { systemUserId } from './system-user.js';

/** A person's job that has ended, as it stands now; `run` and `status` are those that ended. */
export interface EndedJob {
  readonly jobId: string;
  readonly run: number;
  readonly status: JobStatus;
  readonly at: Date;
  readonly userId: string;
  readonly projectId: string | null;
  readonly type: string;
  readonly startedAt: Date | null;
}

/** The channel on which those who take them are told that there are some. */
export const endedJobsChannel = 'ended';

/** Ended root jobs of people, until what follows from it has been written down: notices, deliveries, further jobs. */
export class EndedJobs {
  constructor(private readonly database: Database) {}

  /**
   * The next ones, oldest first, gone from here when what `perform` wrote is committed. Two at once take different ones.
   * Nothing is awaited in it but Postgres: the jobs' rows are held meanwhile. Answers how many there were.
   */
  take(limit: number, perform: (tx: Statements, ended: readonly EndedJob[]) => Promise<unknown>): Promise<number> {
    return this.database.transaction(async (tx) => {
      const ended = await tx.query<EndedJob>(takeNext, [limit]);
      if (ended.length) await perform(tx, ended);
      return ended.length;
    });
  }

  /** Those that nobody has taken for long: nobody is there to tell. Answers how many; none when nothing is left. */
  sweep(): Promise<number> {
    return this.database.execute(
      `DELETE FROM ended_jobs WHERE (job_id, run) IN (
         SELECT job_id, run FROM ended_jobs WHERE ${isOld} ORDER BY at LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED)`,
    );
  }

  /** How many are to be swept. */
  async countOld(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ended_jobs WHERE ${isOld}`,
    );
    return row!.count;
  }
}

const isOld = `at < now() - interval '7 days'`;
const mostAtOnce = 1_000;

/** Writes down that jobs have ended, in the transaction that ends them. What the platform does of itself is nobody's news. */
export async function noteEnded(tx: Statements, ids: readonly string[]) {
  if (!ids.length) return;
  await tx.execute(
    `INSERT INTO ended_jobs (job_id, run, status, at)
     SELECT id, run, status, finished_at FROM jobs
     WHERE id = ANY($1::uuid[]) AND parent_id IS NULL AND user_id <> $2 AND finished_at IS NOT NULL
     ON CONFLICT (job_id, run) DO NOTHING`,
    [ids, systemUserId],
  );
}

const takeNext = `
  WITH next AS (
    SELECT job_id, run FROM ended_jobs ORDER BY at, job_id LIMIT $1 FOR UPDATE SKIP LOCKED
  ), gone AS (
    DELETE FROM ended_jobs e USING next WHERE e.job_id = next.job_id AND e.run = next.run RETURNING e.*
  )
  SELECT gone.job_id AS "jobId", gone.run, gone.status, gone.at, jobs.user_id AS "userId", jobs.project_id AS "projectId",
    jobs.type, jobs.started_at AS "startedAt"
  FROM gone JOIN jobs ON jobs.id = gone.job_id ORDER BY gone.at, gone.job_id`;
