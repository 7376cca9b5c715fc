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

  /** The next dispatch of jobs that Redis has lost. One that has moved on meanwhile is left alone. Answers them with the number of the event before. */
  async putAgain(lost: readonly Dispatched[]): Promise<{ id: string; before: number }[]> {
    if (!lost.length) return [];
    return this.database.query(
      `WITH again AS (
         UPDATE jobs SET dispatch = jobs.dispatch + 1, start = 0, seq = seq + 1, dispatched_at = NULL,
           status = CASE WHEN status = 'cancelling' THEN status ELSE 'queued' END
         FROM (
           SELECT jobs.id, x.dispatch FROM unnest($1::uuid[], $2::int[]) AS x(id, dispatch)
           JOIN jobs ON jobs.id = x.id ORDER BY jobs.id FOR UPDATE OF jobs
         ) x
         WHERE jobs.id = x.id AND jobs.dispatch = x.dispatch AND finished_at IS NULL AND dispatched_at IS NOT NULL
         RETURNING jobs.id, queue, user_id, priority, run, seq, status
       ), waits AS (
         INSERT INTO outbox (job_id, queue, user_id, priority) SELECT id, queue, user_id, priority FROM again
       ), told AS (
         INSERT INTO events (job_id, seq, run, type, data)
         SELECT id, seq, run, 'put-again', jsonb_build_object('change', jsonb_build_object('status', status)) FROM again
       )
       SELECT id, seq - 1 AS before FROM again`,
      [lost.map((job) => job.id), lost.map((job) => job.dispatch)],
    );
  }
}
