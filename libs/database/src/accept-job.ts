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
  /** One of its owner's, that is told of its end whatever it listens to. */
  readonly webhookId?: string | undefined;
}

export interface Asked {
  readonly job: NewJob;
  /** How many open jobs its owner may have. */
  readonly maxOpenJobs: number;
  readonly request?: IdempotentRequest | undefined;
}

/**
 * Rows, first events, outbox rows and idempotency keys in one statement. Answers when each job was made. A job is missing
 * where its owner has too many open jobs, where its queue takes no new ones, or where its request has made a job before.
 * No two of the requests may have the same key.
 */
export async function acceptJobs(statements: Statements, asked: readonly Asked[]): Promise<ReadonlyMap<string, Date>> {
  const rows = await statements.query<{ id: string; createdAt: Date }>(accept, columnsOf(asked));
  return new Map(rows.map(({ id, createdAt }) => [id, createdAt]));
}

export const statusAtFirst = ({ runAt }: NewJob): JobStatus =>
  runAt && runAt.getTime() > Date.now() ? 'scheduled' : 'queued';

function columnsOf(asked: readonly Asked[]) {
  const column = (value: (asked: Asked) => unknown) => asked.map((one) => value(one) ?? null);
  const ofJob = (field: keyof NewJob) => column(({ job }) => job[field]);
  return [
    ofJob('id'),
    ofJob('userId'),
    ofJob('projectId'),
    ofJob('type'),
    ofJob('queue'),
    column(({ job }) => rankOf[job.priority ?? 'normal']),
    column(({ job }) => statusAtFirst(job)),
    column(({ job }) => storableJson(job.input)),
    ofJob('traceparent'),
    ofJob('runAt'),
    ofJob('expiresAt'),
    column(({ job }) => job.limits?.softLimitMs),
    column(({ job }) => job.limits?.hardLimitMs),
    column(({ job }) => job.work?.unit),
    column(({ job }) => job.work?.amount),
    column(({ maxOpenJobs }) => maxOpenJobs),
    column(({ request }) => request?.key),
    column(({ request }) => request?.hash),
    ofJob('webhookId'),
  ];
}

/** To be called when what `acceptJobs` did is committed. */
export function tellAccepted(notices: Notices, { id, queue }: Pick<NewJob, 'id' | 'queue'>) {
  notices.tell('dispatch', queue);
  notices.tell('events', `${id}:0`);
}

// Of several requests with one key at once, the others wait for the first; what they then find is in no snapshot of theirs.
// Owners and keys are always locked in the same order.
const accept = `
  WITH asked AS MATERIALIZED (
    SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY place) AS of_user,
      row_number() OVER (PARTITION BY user_id, queue ORDER BY place) - 1 AS in_queue
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::text[], $8::jsonb[], $9::text[],
      $10::timestamptz[], $11::timestamptz[], $12::int[], $13::int[], $14::text[], $15::real[], $16::int[], $17::text[], $18::text[],
      $19::uuid[])
      WITH ORDINALITY AS x(id, user_id, project_id, type, queue, priority, status, input, traceparent, run_at, expires_at,
        soft_limit_ms, hard_limit_ms, work_unit, work_amount, most, key, hash, webhook_id, place)
  ), owner AS MATERIALIZED (
    SELECT user_id, room_of(user_id, most) AS room
    FROM (SELECT user_id, min(most) AS most FROM asked GROUP BY user_id ORDER BY user_id) one
  ), held AS MATERIALIZED (
    SELECT user_id, queue, ${ownOpenJobs('one.user_id', 'one.queue')} AS open
    FROM (SELECT DISTINCT user_id, queue FROM asked) one
  ), fitting AS MATERIALIZED (
    SELECT asked.*, open + in_queue AS before_it FROM asked JOIN owner USING (user_id) JOIN held USING (user_id, queue)
    WHERE of_user <= room
      AND NOT EXISTS (SELECT FROM queue_controls c WHERE c.queue = asked.queue AND c.state = 'draining')
  ), claimed AS (
    INSERT INTO idempotency_keys (user_id, key, request_hash, job_id)
    SELECT user_id, key, hash, id FROM fitting WHERE key IS NOT NULL ORDER BY user_id, key
    ON CONFLICT (user_id, key) DO UPDATE
      SET request_hash = excluded.request_hash, job_id = excluded.job_id, created_at = excluded.created_at
      WHERE idempotency_keys.created_at <= now() - ${keyLifetime}
    RETURNING job_id
  ), job AS (
    INSERT INTO jobs (id, user_id, project_id, type, queue, priority, status, input, traceparent, run_at, expires_at, seq,
      soft_limit_ms, hard_limit_ms, work_unit, work_amount, turn_at)
    SELECT id, user_id, project_id, type, queue, priority, status, input, traceparent, run_at, expires_at, 1,
      soft_limit_ms, hard_limit_ms, work_unit, work_amount,
      ${turnAt('greatest(run_at, now())', 'priority', 'before_it')}
    FROM fitting WHERE key IS NULL OR id IN (SELECT job_id FROM claimed)
    RETURNING id, queue, user_id, priority, run_at, turn_at, type, status, created_at
  ), waits AS (
    INSERT INTO outbox (job_id, queue, user_id, priority, run_at, turn_at)
    SELECT id, queue, user_id, priority, greatest(run_at, now()), turn_at FROM job
  ), heard AS (
    INSERT INTO job_webhooks (job_id, webhook_id)
    SELECT job.id, w.id FROM job JOIN fitting USING (id)
    JOIN webhooks w ON w.id = fitting.webhook_id AND w.user_id = job.user_id FOR KEY SHARE OF w
  ), told AS (
    INSERT INTO events (job_id, seq, run, type, data)
    SELECT id, 1, 1, 'accepted',
      jsonb_build_object('change', jsonb_build_object('type', type, 'status', status, 'percent', 0)) FROM job
  )
  SELECT id, created_at AS "createdAt" FROM job`;
