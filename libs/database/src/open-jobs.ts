import type { Database } from './database.js';

export interface Dispatched {
  readonly id: string;
  readonly queue: string;
  readonly dispatch: number;
}

/** Jobs that Postgres believes to be in Redis. */
export class OpenJobs {
  constructor(private readonly database: Database) {}

  /** Root jobs dispatched more than `graceMs` ago. */
  roots(queue: string, graceMs: number): Promise<Dispatched[]> {
    return this.database.query(
      `SELECT id, queue, dispatch FROM jobs WHERE queue = $1 AND parent_id IS NULL AND finished_at IS NULL
         AND dispatched_at < now() - $2 * interval '1 ms'`,
      [queue, graceMs],
    );
  }

  of(queue: string): Promise<Dispatched[]> {
    return this.database.query(
      'SELECT id, queue, dispatch FROM jobs WHERE queue = $1 AND dispatched_at IS NOT NULL AND finished_at IS NULL',
      [queue],
    );
  }

  /** Jobs that may have children: open ones, and those that ended since. */
  possibleParents(sinceMs: number): Promise<Dispatched[]> {
    return this.database.query(
      `SELECT id, queue, dispatch FROM jobs WHERE dispatched_at IS NOT NULL
         AND (finished_at IS NULL OR finished_at > to_timestamp($1::float8 / 1000))`,
      [sinceMs],
    );
  }

  /** The next dispatch of jobs that Redis has lost. One that has moved on meanwhile is left alone. Answers how many. */
  async putAgain(lost: readonly Dispatched[]): Promise<number> {
    if (!lost.length) return 0;
    const rows = await this.database.query(
      `WITH again AS (
         UPDATE jobs SET dispatch = jobs.dispatch + 1, start = 0, dispatched_at = NULL,
           status = CASE WHEN status = 'cancelling' THEN status ELSE 'queued' END
         FROM (
           SELECT jobs.id, x.dispatch FROM unnest($1::uuid[], $2::int[]) AS x(id, dispatch)
           JOIN jobs ON jobs.id = x.id ORDER BY jobs.id FOR UPDATE OF jobs
         ) x
         WHERE jobs.id = x.id AND jobs.dispatch = x.dispatch AND finished_at IS NULL AND dispatched_at IS NOT NULL
         RETURNING jobs.id, queue, user_id, priority
       )
       INSERT INTO outbox (job_id, queue, user_id, priority) SELECT * FROM again RETURNING job_id`,
      [lost.map((job) => job.id), lost.map((job) => job.dispatch)],
    );
    return rows.length;
  }
}
