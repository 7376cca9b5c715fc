import type { JobStatus, Priority } from '@polyspool/contracts/job-status';
import type { Statements } from './database.js';
import { type IdempotentRequest, keyLifetime } from './idempotency-keys.js';
import type { Work } from './learned-rates.js';
import type { Notices } from './notices.js';
import { ownOpenJobs, rankOf, turnAt } from './priorities.js';
import { storableJson } from './storable.js';

export interface NewJob {
  readonly id: string;
  readonly userId: string;
  readonly type: string;
  readonly queue: string;
  readonly input: Record<string, unknown>;
  readonly priority?: Priority | undefined;
  readonly projectId?: string | undefined;
  readonly runAt?: Date | undefined;
  readonly expiresAt?: Date | undefined;
  readonly traceparent?: string | undefined;
  /** Its own, where it has asked for any. */
  readonly limits?: { readonly softLimitMs: number; readonly hardLimitMs: number } | undefined;
  /** How much there is to do, where that is known before it runs. */
  readonly work?: Work | undefined;
}

/**
 * Row, first event, outbox row and idempotency key in one statement. False where the user has too many open jobs, where
 * the queue takes no new ones, or where the request has made a job before.
 */
export async function acceptJob(
  statements: Statements,
  job: NewJob,
  maxOpenJobs: number,
  request?: IdempotentRequest,
): Promise<boolean> {
  const status: JobStatus = job.runAt && job.runAt.getTime() > Date.now() ? 'scheduled' : 'queued';
  const change = JSON.stringify({ change: { type: job.type, status, percent: 0 } });
  const rows = await statements.query(accept, [
    job.id,
    job.userId,
    job.projectId ?? null,
    job.type,
    job.queue,
    rankOf[job.priority ?? 'normal'],
    status,
    storableJson(job.input),
    job.traceparent ?? null,
    job.runAt ?? null,
    job.expiresAt ?? null,
    maxOpenJobs,
    change,
    request?.key ?? null,
    request?.hash ?? null,
    job.limits?.softLimitMs ?? null,
    job.limits?.hardLimitMs ?? null,
    job.work?.unit ?? null,
    job.work?.amount ?? null,
  ]);
  return rows.length > 0;
}

/** To be called when what `acceptJob` did is committed. */
export function tellAccepted(notices: Notices, { id, queue }: Pick<NewJob, 'id' | 'queue'>) {
  notices.tell('dispatch', queue);
  notices.tell('events', `${id}:0`);
}

// Of several requests with one key at once, the others wait for the first; what they then find is in no snapshot of theirs.
const accept = `
  WITH room AS (
    SELECT WHERE NOT EXISTS (SELECT FROM queue_controls WHERE queue = $5 AND state = 'draining') AND has_room($2, $12)
  ), claimed AS (
    INSERT INTO idempotency_keys (user_id, key, request_hash, job_id)
    SELECT $2::uuid, $14::text, $15::text, $1::uuid FROM room WHERE $14::text IS NOT NULL
    ON CONFLICT (user_id, key) DO UPDATE
      SET request_hash = excluded.request_hash, job_id = excluded.job_id, created_at = excluded.created_at
      WHERE idempotency_keys.created_at <= now() - ${keyLifetime}
    RETURNING job_id
  ), job AS (
    INSERT INTO jobs (id, user_id, project_id, type, queue, priority, status, input, traceparent, run_at, expires_at, seq,
      soft_limit_ms, hard_limit_ms, work_unit, work_amount, turn_at)
    SELECT $1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $16, $17, $18, $19,
      ${turnAt('greatest($10, now())', '$6', ownOpenJobs('$2', '$5'))}
    FROM room WHERE $14::text IS NULL OR EXISTS (SELECT FROM claimed)
    RETURNING id, queue, user_id, priority, run_at, turn_at
  ), waits AS (
    INSERT INTO outbox (job_id, queue, user_id, priority, run_at, turn_at)
    SELECT id, queue, user_id, priority, greatest(run_at, now()), turn_at FROM job
  ), told AS (
    INSERT INTO events (job_id, seq, run, type, data) SELECT id, 1, 1, 'accepted', $13::jsonb FROM job
  )
  SELECT id FROM job`;
