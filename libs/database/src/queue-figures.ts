import type { WaitReason } from '@polyspool/contracts/job-status';
import type { Database } from './database.js';
import type { InRedis } from './dispatch-window.js';
import { isClaimed, isPutOff, slotsOf } from './outbox.js';

export const blockReasons = ['children', 'backoff', 'rateLimited', 'engineDown'] as const satisfies WaitReason[];
type BlockReason = (typeof blockReasons)[number];

/** What a queue holds at one moment; parts of jobs are counted in the queue that they are in, but not against its window. */
export interface QueueFigures extends InRedis {
  readonly queue: string;
  readonly isPaused: boolean;
  /** Could begin now, were the queue not paused. */
  readonly waiting: number;
  readonly scheduled: number;
  readonly active: number;
  /** Cannot begin now: they wait for their parts, an engine, a turn, or their next attempt. */
  readonly blocked: number;
  /** Those by what for; nothing of a queue without jobs. */
  readonly blockedBy: Readonly<Partial<Record<BlockReason, number>>>;
  /** Of those that are scheduled or blocked, so many need a slot within a minute. */
  readonly dueSoon: number;
  /** Of those that could begin now and never have. */
  readonly oldestWaitingSeconds: number;
  /** Accepted, due, and not yet in Redis. */
  readonly undispatched: number;
  readonly oldestUndispatchedSeconds: number;
  /** Of all workers. */
  readonly slots: number;
}

/** All that is to be known of these queues from one look at the open jobs. The rows are the truth, not what Redis counts. */
export const queueFigures = (database: Database, queues: readonly string[]): Promise<QueueFigures[]> =>
  database.query(figures, [queues]);

/** How long ago the first of these became ready. */
const age = (moment: string) => `coalesce(greatest(extract(epoch FROM now() - ${moment}), 0), 0)::float8`;
const count = (condition: string) => `count(*) FILTER (WHERE ${condition})::int`;

const stateOf = `
  CASE WHEN status = 'scheduled' AND run_at > now() THEN 'scheduled'
    WHEN wait_reason = 'children' OR (wait_reason IS NOT NULL AND (wait_until > now()) IS NOT FALSE) THEN 'blocked'
    WHEN status = 'running' OR (status = 'cancelling' AND started_at IS NOT NULL) THEN 'active'
    WHEN status <> 'cancelling' THEN 'waiting' END`;

const blockedBy = `jsonb_build_object(${blockReasons
  .map((reason) => `'${reason}', ${count(`state = 'blocked' AND wait_reason = '${reason}'`)}`)
  .join(', ')})`;

// A later run is as old as its way into Redis: when its job was made says nothing about it.
const readySince = `CASE WHEN run = 1 THEN greatest(created_at, run_at) ELSE dispatched_at END`;

const soon = `<= now() + interval '1 min'`;

const figures = `
  WITH looked AS (
    SELECT queue, ${stateOf} AS state, wait_reason, coalesce(wait_until, now()) AS wait_until, run_at,
      CASE WHEN started_at IS NULL THEN ${readySince} END AS ready_since,
      parent_id IS NULL AND dispatched_at IS NOT NULL AS is_in_redis, ${isPutOff} AS is_put_off
    FROM jobs WHERE finished_at IS NULL
  ), open_jobs AS (
    SELECT queue, ${count(`state = 'waiting'`)} AS waiting, ${count(`state = 'scheduled'`)} AS scheduled,
      ${count(`state = 'active'`)} AS active, ${count(`state = 'blocked'`)} AS blocked, ${blockedBy} AS blocked_by,
      ${count('is_in_redis AND NOT is_put_off')} AS held, ${count('is_in_redis AND is_put_off')} AS put_off,
      ${count(`(state = 'scheduled' AND run_at ${soon})
        OR (state = 'blocked' AND wait_reason <> 'children' AND wait_until ${soon})`)} AS due_soon,
      min(ready_since) FILTER (WHERE state = 'waiting') AS ready_since
    FROM looked GROUP BY queue
  ), undispatched AS (
    SELECT queue, count(*)::int AS jobs, ${count(isClaimed('outbox'))} AS claimed,
      min(run_at) FILTER (WHERE ${isClaimed('outbox')} IS NOT TRUE) AS since
    FROM outbox WHERE run_at <= now() GROUP BY queue
  )
  SELECT named.queue, coalesce(control.state = 'paused', false) AS "isPaused", coalesce(waiting, 0) AS waiting,
    coalesce(scheduled, 0) AS scheduled, coalesce(active, 0) AS active, coalesce(blocked, 0) AS blocked,
    coalesce(blocked_by, '{}') AS "blockedBy",
    coalesce(due_soon, 0) AS "dueSoon", ${age('least(ready_since, undispatched.since)')} AS "oldestWaitingSeconds",
    coalesce(jobs, 0) AS undispatched, ${age('undispatched.since')} AS "oldestUndispatchedSeconds",
    coalesce(held, 0) + coalesce(claimed, 0) AS held, coalesce(put_off, 0) AS "putOff",
    ${slotsOf('named.queue')} AS slots
  FROM unnest($1::text[]) WITH ORDINALITY AS named(queue, place)
  LEFT JOIN open_jobs ON open_jobs.queue = named.queue LEFT JOIN undispatched ON undispatched.queue = named.queue
  LEFT JOIN queue_controls control ON control.queue = named.queue ORDER BY place`;
