import type { Database } from './database.js';

export interface WaitingJob {
  readonly id: string;
  readonly type: string;
  readonly run: number;
  readonly dispatch: number;
  readonly input: Record<string, unknown>;
  readonly traceparent: string | null;
  readonly expiresAt: Date | null;
  readonly finished: boolean;
}

const mostAtOnce = 500;

/** Accepted jobs on their way into Redis: a bounded window per queue, by priority, then fair between users. */
export class Outbox {
  constructor(private readonly database: Database) {}

  /** Hands the next jobs to `put` and counts them as dispatched when it has not thrown. Answers how many. */
  fill(queue: string, windowSize: number, put: (jobs: readonly WaitingJob[]) => Promise<void>): Promise<number> {
    return this.database.transaction(async (tx) => {
      // Two dispatchers must not both count the same room.
      await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`dispatch ${queue}`]);
      const [window] = await tx.query<{ held: number }>(
        `SELECT count(*)::int AS held FROM jobs WHERE queue = $1 AND dispatched_at IS NOT NULL
           AND finished_at IS NULL AND parent_id IS NULL`,
        [queue],
      );
      const room = Math.min(windowSize - (window?.held ?? 0), mostAtOnce);
      const jobs = room > 0 ? await tx.query<WaitingJob>(nextInTurn, [queue, room]) : [];
      if (!jobs.length) return 0;
      await put(jobs.filter((job) => !job.finished));
      const ids = jobs.map((job) => job.id);
      await tx.execute('DELETE FROM outbox WHERE job_id = ANY($1)', [ids]);
      await tx.execute(markDispatched, [ids]);
      return jobs.length;
    });
  }

  /** Jobs that are in Redis and should have been started by now. */
  overdue(): Promise<{ id: string; queue: string; dispatch: number }[]> {
    return this.database.query(
      `SELECT id, queue, dispatch FROM jobs WHERE expires_at < now() AND dispatched_at IS NOT NULL
         AND started_at IS NULL AND finished_at IS NULL AND parent_id IS NULL AND status = 'queued' LIMIT 500`,
    );
  }

  /** Jobs that were not even dispatched in time end as expired. Answers them with the number of the event before. */
  expire(): Promise<{ id: string; before: number }[]> {
    return this.database.query(expireLate);
  }
}

const expireLate = `
  WITH late AS (
    SELECT j.id FROM jobs j JOIN outbox o ON o.job_id = j.id
    WHERE j.expires_at < now() AND j.dispatched_at IS NULL AND j.started_at IS NULL AND j.finished_at IS NULL
    FOR UPDATE OF j SKIP LOCKED
  ), gone AS (
    DELETE FROM outbox USING late WHERE outbox.job_id = late.id
  ), ended AS (
    UPDATE jobs SET status = 'expired', finished_at = clock_timestamp(), seq = seq + 1,
      error = '{"code":"job.expired","detail":"Nobody was free to start it in time"}'
    FROM late WHERE jobs.id = late.id RETURNING jobs.id, jobs.run, jobs.seq, jobs.error, jobs.finished_at
  ), told AS (
    INSERT INTO events (job_id, seq, run, type, data)
    SELECT id, seq, run, 'expired', jsonb_build_object('change', jsonb_build_object('status', 'expired', 'error', error,
      'finishedAt', to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) FROM ended
  )
  SELECT id, seq - 1 AS before FROM ended`;

// A scheduled job that has come due tells so.
const markDispatched = `
  WITH moved AS (
    UPDATE jobs SET dispatched_at = clock_timestamp(), seq = jobs.seq + (before.status = 'scheduled')::int,
      status = CASE WHEN before.status = 'scheduled' THEN 'queued' ELSE before.status END
    FROM (SELECT id, status FROM jobs WHERE id = ANY($1)) before WHERE jobs.id = before.id
    RETURNING jobs.id, jobs.run, jobs.seq, before.status AS was
  )
  INSERT INTO events (job_id, seq, run, type, data)
  SELECT id, seq, run, 'due', '{"change":{"status":"queued"}}' FROM moved WHERE was = 'scheduled'`;

// A fill looks at no more than an equal share of each user's rows, and fills again while it finds some.
// A user's n-th job (those in Redis included) stands behind every other user's n-1st of the same priority.
// Rows that a cancel holds are left out, not waited for: it waits for ours.
// Half an hour of waiting counts as one step of priority, so that nothing waits for ever.
const nextInTurn = `
  WITH RECURSIVE users AS (
    (SELECT user_id FROM outbox WHERE queue = $1 ORDER BY user_id LIMIT 1)
    UNION ALL
    SELECT (SELECT o.user_id FROM outbox o WHERE o.queue = $1 AND o.user_id > users.user_id ORDER BY o.user_id LIMIT 1)
    FROM users WHERE users.user_id IS NOT NULL
  ), in_redis AS (
    SELECT user_id, count(*) AS held FROM jobs
    WHERE queue = $1 AND dispatched_at IS NOT NULL AND finished_at IS NULL AND parent_id IS NULL GROUP BY user_id
  ), candidate AS (
    SELECT o.job_id, o.priority - floor(extract(epoch FROM now() - o.run_at) / 1800) AS priority,
      coalesce(in_redis.held, 0) + row_number() OVER (PARTITION BY users.user_id ORDER BY o.priority, o.job_id) AS turn
    FROM users CROSS JOIN LATERAL (
      SELECT * FROM outbox WHERE queue = $1 AND user_id = users.user_id AND run_at <= now() ORDER BY priority, job_id
      LIMIT (SELECT ceil($2::numeric / count(*)) FROM users WHERE user_id IS NOT NULL)
    ) o LEFT JOIN in_redis ON in_redis.user_id = users.user_id WHERE users.user_id IS NOT NULL
  ), chosen AS (SELECT job_id, priority, turn FROM candidate ORDER BY priority, turn, job_id LIMIT $2)
  SELECT job.id, job.type, job.run, job.dispatch, job.input, job.traceparent, job.expires_at AS "expiresAt",
    job.finished_at IS NOT NULL AS finished
  FROM chosen JOIN outbox ON outbox.job_id = chosen.job_id JOIN jobs job ON job.id = outbox.job_id
  ORDER BY chosen.priority, chosen.turn, job.id FOR UPDATE OF outbox, job SKIP LOCKED`;
