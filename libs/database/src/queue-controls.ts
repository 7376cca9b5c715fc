import { AppError } from '@polyspool/contracts/errors';
import type { JobStatus } from '@polyspool/contracts/job-status';
import type { QueueState, QueueStatus } from '@polyspool/contracts/queue-status';
import type { Database, Statements } from './database.js';
import { endedJobsChannel, noteEnded } from './ended-jobs.js';
import type { LoggedJob } from './logged-job.js';
import { markSubjects } from './mark-subjects.js';
import type { Notices } from './notices.js';
import { isClaimed } from './outbox.js';

const purgedAtOnce = 500;

/** What operators do to whole queues. A queue of which nothing is said is open. */
export class QueueControls {
  constructor(
    private readonly database: Database,
    private readonly notices: Notices,
  ) {}

  async set(queue: string, state: QueueState) {
    if (state === 'open') await this.database.execute('DELETE FROM queue_controls WHERE queue = $1', [queue]);
    else await this.database.execute(setState, [queue, state]);
    this.notices.tell('queues', queue);
    this.notices.tell('dispatch', queue);
  }

  async paused(): Promise<Set<string>> {
    const rows = await this.database.query<{ queue: string }>(
      `SELECT queue FROM queue_controls WHERE state = 'paused'`,
    );
    return new Set(rows.map((row) => row.queue));
  }

  async list(queues: readonly string[]): Promise<QueueStatus[]> {
    const rows = await this.database.query<StatusRow>(statusOf, [queues]);
    return rows.map(({ since, oldestAt, ...row }) => ({
      ...row,
      since: since?.toISOString(),
      oldestAt: oldestAt?.toISOString(),
    }));
  }

  async countWaiting(queue: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM jobs WHERE ${waits}`,
      [queue],
    );
    return row!.count;
  }

  /**
   * Cancels every job that waits in Postgres or in Redis. What runs, goes on. Answers how many. `onEnded` is called with
   * those that it has ended itself; the end of the others is job-status's.
   */
  async purge(queue: string, onEnded: (jobs: readonly LoggedJob[]) => void): Promise<number> {
    let purged = 0;
    for (;;) {
      const asked = await this.database.transaction((tx) => cancelWaiting(tx, queue));
      if (!asked.length) return purged;
      purged += asked.length;
      for (const { id, before } of asked) this.notices.tell('events', `${id}:${before}`);
      this.notices.tell('commands', queue);
      this.notices.tell(endedJobsChannel, '');
      onEnded(asked.filter(isEnded));
    }
  }
}

/** Some of them, those that have ended and those whose end is job-status's. */
async function cancelWaiting(tx: Statements, queue: string): Promise<Purged[]> {
  const rows = await tx.query<{ id: string }>(lockWaiting, [queue, purgedAtOnce]);
  // A statement of its own: only now no dispatcher can claim any of them.
  const asked = await tx.query<Purged>(cancelAll, [rows.map((row) => row.id)]);
  const ended = asked.filter(isEnded).map(({ id }) => id);
  await markSubjects(tx, { ended });
  await noteEnded(tx, ended);
  return asked;
}

const isEnded = ({ status }: Purged) => status === 'cancelled';

/** Throws `queue.draining` where a queue takes no new jobs. */
export async function refuseDraining(statements: Statements, queue: string) {
  const rows = await statements.query(`SELECT FROM queue_controls WHERE queue = $1 AND state = 'draining'`, [queue]);
  if (rows.length) throw new AppError('queue.draining', `The queue ${queue} takes no new jobs`);
}

interface Purged extends LoggedJob {
  readonly status: JobStatus;
  readonly before: number;
}

interface StatusRow extends Omit<QueueStatus, 'since' | 'oldestAt'> {
  readonly since: Date | null;
  readonly oldestAt: Date | null;
}

const setState = `
  INSERT INTO queue_controls (queue, state) VALUES ($1, $2)
  ON CONFLICT (queue) DO UPDATE SET state = excluded.state, since = now() WHERE queue_controls.state <> excluded.state`;

const statusOf = `
  SELECT named.queue, coalesce(control.state, 'open') AS state, control.since, queued, running, retrying, scheduled, "oldestAt"
  FROM unnest($1::text[]) WITH ORDINALITY AS named(queue, place)
  LEFT JOIN queue_controls control ON control.queue = named.queue
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE status = 'queued')::int AS queued,
      count(*) FILTER (WHERE status IN ('running', 'cancelling'))::int AS running,
      count(*) FILTER (WHERE status = 'retrying')::int AS retrying,
      count(*) FILTER (WHERE status = 'scheduled')::int AS scheduled,
      min(greatest(run_at, created_at)) FILTER (WHERE status = 'queued') AS "oldestAt"
    FROM jobs WHERE jobs.queue = named.queue AND finished_at IS NULL
  ) open_jobs ORDER BY place`;

const waits = `queue = $1 AND parent_id IS NULL AND finished_at IS NULL AND status IN ('queued', 'scheduled', 'retrying')`;

const lockWaiting = `SELECT id FROM jobs WHERE ${waits} ORDER BY id LIMIT $2 FOR NO KEY UPDATE`;

const cancelAll = `
  WITH undelivered AS (
    DELETE FROM outbox WHERE job_id = ANY($1) AND ${isClaimed('outbox')} IS NOT TRUE RETURNING job_id
  ), ended AS (
    UPDATE jobs SET seq = seq + 1, status = CASE WHEN job_id IS NULL THEN 'cancelling' ELSE 'cancelled' END,
      finished_at = CASE WHEN job_id IS NULL THEN NULL ELSE clock_timestamp() END
    FROM unnest($1::uuid[]) AS asked(id) LEFT JOIN undelivered ON job_id = asked.id WHERE jobs.id = asked.id
    RETURNING jobs.id, user_id, type, queue, run, seq, status, finished_at, attempts, traceparent
  ), asked AS (
    INSERT INTO commands (job_id, run, kind) SELECT id, run, 'cancel' FROM ended
  ), told AS (
    INSERT INTO events (job_id, seq, run, type, data)
    SELECT id, seq, run, status, jsonb_build_object('change', jsonb_strip_nulls(jsonb_build_object('status', status,
      'finishedAt', to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))) FROM ended
  )
  SELECT id, user_id AS "userId", type, queue, attempts, traceparent, status, seq - 1 AS before FROM ended`;
