import type { Database } from './database.js';

export interface Dispatched {
  readonly id: string;
  readonly queue: string;
  readonly dispatch: number;
}

export interface Compared extends Dispatched {
  /** A root job that has had the time to arrive in Redis. Children are put again by their parents. */
  readonly shouldBeThere: boolean;
}

const batchSize = 500;
const firstId = '00000000-0000-0000-0000-000000000000';

/** Jobs that Postgres believes to be in Redis. */
export class OpenJobs {
  constructor(private readonly database: Database) {}

  /** All of a queue, parts of jobs included, a batch at a time. */
  async *inBatches(queue: string, graceMs: number): AsyncGenerator<readonly Compared[]> {
    let after = firstId;
    for (;;) {
      const batch = await this.database.query<Compared>(nextBatch, [queue, graceMs, after]);
      if (batch.length) yield batch;
      if (batch.length < batchSize) return;
      after = batch.at(-1)!.id; // it is full
    }
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
           wait_reason = NULL, wait_until = NULL,
           status = CASE WHEN status = 'cancelling' THEN status ELSE 'queued' END
         FROM (
           SELECT jobs.id, x.dispatch FROM unnest($1::uuid[], $2::int[]) AS x(id, dispatch)
           JOIN jobs ON jobs.id = x.id ORDER BY jobs.id FOR NO KEY UPDATE OF jobs
         ) x
         WHERE jobs.id = x.id AND jobs.dispatch = x.dispatch AND finished_at IS NULL AND dispatched_at IS NOT NULL
         RETURNING jobs.id, queue, user_id, priority, turn_at, run, seq, status
       ), waits AS (
         INSERT INTO outbox (job_id, queue, user_id, priority, turn_at)
         SELECT id, queue, user_id, priority, turn_at FROM again
       ), told AS (
         INSERT INTO events (job_id, seq, run, type, data)
         SELECT id, seq, run, 'put-again', jsonb_build_object('change', jsonb_build_object('status', status)) FROM again
       )
       SELECT id, seq - 1 AS before FROM again`,
      [lost.map((job) => job.id), lost.map((job) => job.dispatch)],
    );
  }
}

const nextBatch = `
  SELECT id, queue, dispatch, parent_id IS NULL AND dispatched_at < now() - $2 * interval '1 ms' AS "shouldBeThere" FROM jobs
  WHERE queue = $1 AND dispatched_at IS NOT NULL AND finished_at IS NULL AND id > $3 ORDER BY id LIMIT ${batchSize}`;
