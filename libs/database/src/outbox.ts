import type { Database } from './database.js';
import { type InRedis, roomFor, windowFor } from './dispatch-window.js';
import { noteEnded } from './ended-jobs.js';
import { markSubjects } from './mark-subjects.js';
import { liveWorkers } from './workers.js';

export interface WaitingJob {
  readonly id: string;
  readonly userId: string;
  readonly type: string;
  readonly run: number;
  readonly dispatch: number;
  readonly input: Record<string, unknown>;
  readonly traceparent: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly softLimitMs: number | null;
  readonly hardLimitMs: number | null;
  /** Its place among all that wait, in seconds since 1970: earlier goes first. */
  readonly turn: number;
}

/** Few enough to be put into Redis well before their claim lapses. */
const mostAtOnce = 200;
/** Longer than Redis may take; after that another dispatcher takes over. */
const claimMs = 10_000;

/** SQL for a row of the outbox that a dispatcher is putting into Redis. */
export const isClaimed = (row: string) => `${row}.claimed_at > now() - interval '${claimMs} ms'`;

/** SQL for how many jobs of a queue all workers take at once. */
export const slotsOf = (queue: string) =>
  `(SELECT coalesce(sum((queues ->> ${queue})::int), 0)::int FROM ${liveWorkers} live)`;

/** Accepted jobs on their way into Redis: a bounded window per queue, in fair order. */
export class Outbox {
  constructor(private readonly database: Database) {}

  /**
   * Fills the window, or a larger one where there are many slots. Hands the next jobs to `put` and counts them as
   * dispatched when it has not thrown. Answers how many have left the outbox. No row is locked meanwhile: they are
   * claimed first, and let go of when it has thrown.
   */
  async fill(queue: string, leastWindow: number, put: (jobs: readonly WaitingJob[]) => Promise<void>): Promise<number> {
    const { jobs, ended } = await this.#claim(queue, leastWindow);
    if (!jobs.length) return ended;
    const claimed = [jobs.map((job) => job.id), jobs.map((job) => job.dispatch)];
    try {
      await put(jobs);
    } catch (error) {
      await this.database.execute(letGo, claimed);
      throw error;
    }
    await this.database.execute(markDispatched, claimed);
    return jobs.length + ended;
  }

  /** Those of the queues in which a job is ready to go. */
  async ready(queues: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ queue: string }>(
      `SELECT queue FROM unnest($1::text[]) AS named(queue)
       WHERE EXISTS (SELECT 1 FROM outbox WHERE outbox.queue = named.queue AND ${isReady})`,
      [queues],
    );
    return rows.map(({ queue }) => queue);
  }

  /** Jobs that are in Redis and should have been started by now. */
  overdue(): Promise<{ id: string; queue: string; dispatch: number }[]> {
    return this.database.query(
      `SELECT id, queue, dispatch FROM jobs WHERE expires_at < now() AND dispatched_at IS NOT NULL
         AND started_at IS NULL AND finished_at IS NULL AND parent_id IS NULL AND status = 'queued' LIMIT 500`,
    );
  }

  /** Jobs that were not even dispatched in time end as expired. */
  expire(): Promise<ExpiredJob[]> {
    return this.database.transaction(async (tx) => {
      const expired = await tx.query<ExpiredJob>(expireLate);
      const ended = expired.map(({ id }) => id);
      await markSubjects(tx, { ended });
      await noteEnded(tx, ended);
      return expired;
    });
  }

  #claim(queue: string, leastWindow: number) {
    return this.database.transaction(async (tx) => {
      // Two dispatchers must not both count the same room.
      await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`dispatch ${queue}`]);
      const [window] = await tx.query<Window>(windowOf, [queue]);
      const { isPaused, slots, ...inRedis } = window!; // counts have a row
      const room = isPaused ? 0 : Math.min(roomFor(inRedis, windowFor(leastWindow, slots)), mostAtOnce);
      const rows = room > 0 ? await tx.query<WaitingJob & { ended: boolean }>(nextInTurn, [queue, room]) : [];
      const jobs = rows.filter((row) => !row.ended).map(({ ended: _ended, ...job }) => job);
      return { jobs, ended: rows.length - jobs.length };
    });
  }
}

interface Window extends InRedis {
  readonly isPaused: boolean;
  /** Of all workers. */
  readonly slots: number;
}

export interface ExpiredJob {
  readonly id: string;
  readonly userId: string;
  readonly type: string;
  readonly queue: string;
  readonly traceparent: string | null;
  /** The number of the event before. */
  readonly before: number;
}

const expireLate = `
  WITH late AS (
    SELECT j.id FROM jobs j JOIN outbox o ON o.job_id = j.id
    WHERE j.expires_at < now() AND j.dispatched_at IS NULL AND j.started_at IS NULL AND j.finished_at IS NULL
      AND ${isClaimed('o')} IS NOT TRUE
    FOR NO KEY UPDATE OF j, o SKIP LOCKED
  ), gone AS (
    DELETE FROM outbox USING late WHERE outbox.job_id = late.id
  ), ended AS (
    UPDATE jobs SET status = 'expired', finished_at = clock_timestamp(), seq = seq + 1,
      error = '{"code":"job.expired","detail":"Nobody was free to start it in time"}'
    FROM late WHERE jobs.id = late.id RETURNING jobs.*
  ), told AS (
    INSERT INTO events (job_id, seq, run, type, data)
    SELECT id, seq, run, 'expired', jsonb_build_object('change', jsonb_build_object('status', 'expired', 'error', error,
      'finishedAt', to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) FROM ended
  )
  SELECT id, user_id AS "userId", type, queue, traceparent, seq - 1 AS before FROM ended`;

const letGo = `
  UPDATE outbox SET claimed_at = NULL FROM unnest($1::uuid[], $2::int[]) AS claimed(id, dispatch)
  JOIN jobs ON jobs.id = claimed.id AND jobs.dispatch = claimed.dispatch WHERE outbox.job_id = claimed.id`;

// A worker may have been faster: what is running, or has ended, is left as it is. A scheduled job that has come due tells so.
const markDispatched = `
  WITH before AS (
    SELECT jobs.id, jobs.status FROM unnest($1::uuid[], $2::int[]) AS claimed(id, dispatch)
    JOIN jobs ON jobs.id = claimed.id AND jobs.dispatch = claimed.dispatch ORDER BY jobs.id FOR NO KEY UPDATE OF jobs
  ), gone AS (
    DELETE FROM outbox USING before WHERE outbox.job_id = before.id RETURNING job_id
  ), moved AS (
    UPDATE jobs SET dispatched_at = clock_timestamp(), seq = jobs.seq + (before.status = 'scheduled')::int,
      status = CASE WHEN before.status = 'scheduled' THEN 'queued' ELSE before.status END
    FROM before JOIN gone ON gone.job_id = before.id WHERE jobs.id = before.id
    RETURNING jobs.id, jobs.run, jobs.seq, before.status AS was
  )
  INSERT INTO events (job_id, seq, run, type, data)
  SELECT id, seq, run, 'due', '{"change":{"status":"queued"}}' FROM moved WHERE was = 'scheduled'`;

/** SQL for whether a job that is in Redis needs no slot for now. */
export const isPutOff = `(wait_reason IN ('backoff', 'rateLimited', 'engineDown')) IS TRUE`;

const heldInRedis = `
  SELECT ${isPutOff} AS is_put_off FROM jobs
  WHERE queue = $1 AND dispatched_at IS NOT NULL AND finished_at IS NULL AND parent_id IS NULL
  UNION ALL SELECT false FROM outbox WHERE queue = $1 AND ${isClaimed('outbox')}`;

const windowOf = `
  SELECT count(*) FILTER (WHERE NOT is_put_off)::int AS held, count(*) FILTER (WHERE is_put_off)::int AS "putOff", EXISTS (SELECT 1 FROM queue_controls WHERE queue = $1 AND state = 'paused') AS "isPaused",
    ${slotsOf('$1')} AS slots
  FROM (${heldInRedis}) held`;

const isReady = `outbox.run_at <= now() AND ${isClaimed('outbox')} IS NOT TRUE`;

// Rows that a cancel holds are left out, not waited for: it waits for ours.
const nextInTurn = `
  WITH chosen AS (
    SELECT job_id, turn_at FROM outbox WHERE queue = $1 AND ${isReady} ORDER BY turn_at, job_id LIMIT $2
  ), locked AS (
    SELECT job.id, job.user_id AS "userId", job.type, job.run, job.dispatch, job.input, job.traceparent,
      job.created_at AS "createdAt", job.expires_at AS "expiresAt",
      job.soft_limit_ms AS "softLimitMs", job.hard_limit_ms AS "hardLimitMs", extract(epoch FROM chosen.turn_at)::float8 AS turn,
      job.finished_at IS NOT NULL OR job.status = 'cancelling' AS ended
    FROM chosen JOIN outbox ON outbox.job_id = chosen.job_id JOIN jobs job ON job.id = outbox.job_id
    ORDER BY job.id FOR NO KEY UPDATE OF outbox, job SKIP LOCKED
  ), claimed AS (
    UPDATE outbox SET claimed_at = now() FROM locked WHERE outbox.job_id = locked.id AND NOT ended
  ), gone AS (
    DELETE FROM outbox USING locked WHERE outbox.job_id = locked.id AND ended
  )
  SELECT * FROM locked ORDER BY turn, id`;
