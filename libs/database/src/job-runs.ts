import { AppError } from '@polyspool/contracts/errors';
import type { JobStatus } from '@polyspool/contracts/job-status';
import type { Database, Statements } from './database.js';
import type { EventLog } from './event-log.js';
import type { LoggedJob } from './logged-job.js';
import type { Notices } from './notices.js';
import { ownJob, refuseOthers, seesJob } from './owned-by.js';
import { ownOpenJobs, turnAt } from './priorities.js';
import { refuseDraining } from './queue-controls.js';

export const resumable: readonly JobStatus[] = ['failed', 'cancelled', 'expired'];
/** No more than one accept takes: `room_of` leaves room for so many at once beside others. */
const begunAtOnce = 100;

export interface BeginOptions {
  /** How many begin in each second; all at once where nothing is said. */
  readonly perSecond?: number | undefined;
  /** How many open jobs an owner may have then; any number where nothing is said. */
  readonly maxOpenJobs?: number | undefined;
  /** Called with those whose begin is committed. */
  readonly onBegun?: ((jobs: readonly LoggedJob[]) => void) | undefined;
}

/** Begins the next run of an ended job. Finished steps and children answer from what they have kept. */
export class JobRuns {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly notices: Notices,
  ) {}

  /**
   * Throws `job.unknown`, `project.forbidden` for a job of another member, `job.isPart`, and `job.notResumable` for a job that has not ended, or succeeded; `queue.draining`
   * and `quota.jobs` as for a new job.
   */
  async again(id: string, ownerId: string | undefined, maxOpenJobs: number): Promise<LoggedJob> {
    const begun = await this.database.transaction(async (tx) => {
      const rooms = await roomsOf(tx, [id], maxOpenJobs);
      const { status, queue, isChild } = await lock(tx, id, ownerId);
      if (isChild) throw new AppError('job.isPart', 'It runs again with the job that it is part of');
      if (!resumable.includes(status)) throw new AppError('job.notResumable', `The job is ${status}`);
      const [job] = await this.#begin(tx, [id], [0], rooms);
      if (job) return job;
      await refuseDraining(tx, queue);
      throw new AppError('quota.jobs', `At most ${maxOpenJobs} jobs of a user may be open`);
    });
    this.#tell([begun]);
    return begun;
  }

  /**
   * The same for one that has ended; one that waits for its next attempt, also as a part of another, waits no longer: then
   * nothing has begun, and the answer is undefined.
   */
  async retry(id: string, ownerId: string | undefined, maxOpenJobs: number): Promise<LoggedJob | undefined> {
    const waits = await this.database.transaction(async (tx) => {
      const { status, run } = await lock(tx, id, ownerId);
      if (status !== 'retrying') return false;
      await tx.execute(`INSERT INTO commands (job_id, run, kind) VALUES ($1, $2, 'retry')`, [id, run]);
      return true;
    });
    if (!waits) return this.again(id, ownerId, maxOpenJobs);
    this.notices.tell('commands', id);
    return undefined;
  }

  /** The next run of all those that can have one and whose queue takes new jobs. Answers how many. */
  async begin(ids: readonly string[], { perSecond = Infinity, maxOpenJobs, onBegun }: BeginOptions): Promise<number> {
    let count = 0;
    for (let from = 0; from < ids.length; from += begunAtOnce) {
      const batch = ids.slice(from, from + begunAtOnce);
      const delays = batch.map((_id, index) => (from + index) / perSecond);
      const begun = await this.database.transaction(async (tx) =>
        this.#begin(tx, batch, delays, maxOpenJobs === undefined ? [] : await roomsOf(tx, batch, maxOpenJobs)),
      );
      this.#tell(begun);
      onBegun?.(begun);
      count += begun.length;
    }
    return count;
  }

  async #begin(tx: Statements, ids: readonly string[], delaysS: readonly number[], rooms: readonly Room[]) {
    const owners = rooms.map(({ userId }) => userId);
    const begun = await tx.query<Begun>(nextRuns, [ids, delaysS, resumable, owners, rooms.map(({ room }) => room)]);
    await this.log.append(
      tx,
      begun.map(({ id, seq, run, status }) => ({
        jobId: id,
        seq,
        run,
        type: 'restarted',
        change: { status, percent: 0, attempts: 0, message: 'Starts again' },
      })),
    );
    return begun;
  }

  #tell(begun: readonly Begun[]) {
    for (const { id, queue, seq } of begun) {
      this.notices.tell('dispatch', queue);
      this.notices.tell('events', `${id}:${seq - 1}`);
    }
  }
}

interface Room {
  readonly userId: string;
  readonly room: number;
}

/** To be asked before a row is locked: whoever holds the lock of an owner may wait for rows, never the other way round. */
const roomsOf = (tx: Statements, ids: readonly string[], maxOpenJobs: number) =>
  tx.query<Room>(
    `SELECT user_id AS "userId", room_of(user_id, $2) AS room
     FROM (SELECT user_id FROM jobs WHERE id = ANY($1) GROUP BY user_id ORDER BY user_id) owner`,
    [ids, maxOpenJobs],
  );

async function lock(tx: Statements, id: string, ownerId: string | undefined) {
  const [row] = await tx.query<{ status: JobStatus; queue: string; run: number; isChild: boolean; isOwn: boolean }>(
    `SELECT status, queue, run, parent_id IS NOT NULL AS "isChild", ${ownJob('jobs', 2)} AS "isOwn" FROM jobs
     WHERE id = $1 AND ${seesJob('jobs', 2)} FOR NO KEY UPDATE`,
    [id, ownerId ?? null],
  );
  refuseOthers(id, row);
  return row;
}

interface Begun extends LoggedJob {
  readonly seq: number;
  readonly run: number;
  readonly status: JobStatus;
}

// A cancelled job may have left its row in the outbox.
const nextRuns = `
  WITH again AS (
    UPDATE jobs SET run = run + 1, dispatch = dispatch + 1, start = 0, attempts = 0, seq = seq + 1, percent = 0,
      status = CASE WHEN delay > 0 THEN 'scheduled' ELSE 'queued' END, step = NULL, message = 'Starts again',
      child_count = 0, child_weight = 0, child_weight_before = 0, output = NULL, error = NULL, reused = NULL,
      wait_reason = NULL, wait_until = NULL,
      work_unit = NULL, work_amount = NULL, step_at = NULL, eta_at = NULL, result_expires_at = NULL, expires_at = NULL,
      run_at = CASE WHEN delay > 0 THEN now() + delay * interval '1 s' END,
      dispatched_at = NULL, started_at = NULL, finished_at = NULL,
      turn_at = ${turnAt(`now() + delay * interval '1 s'`, 'priority', 'own_jobs')}
    FROM (
      SELECT job_id, locked.user_id AS owner_id, delay, row_number() OVER (PARTITION BY locked.user_id ORDER BY place) AS of_owner,
        ${ownOpenJobs('locked.user_id', 'locked.queue')}
          + row_number() OVER (PARTITION BY locked.user_id, locked.queue ORDER BY place) - 1 AS own_jobs
      FROM (
        SELECT jobs.id AS job_id, user_id, queue, delay, place
        FROM unnest($1::uuid[], $2::float8[]) WITH ORDINALITY AS asked(id, delay, place)
        JOIN jobs ON jobs.id = asked.id WHERE status = ANY($3) AND parent_id IS NULL ORDER BY jobs.id FOR NO KEY UPDATE OF jobs
      ) locked WHERE NOT EXISTS (SELECT FROM queue_controls c WHERE c.queue = locked.queue AND c.state = 'draining')
    ) ended LEFT JOIN unnest($4::uuid[], $5::int[]) AS limited(owner, room) ON owner = owner_id
    WHERE jobs.id = job_id AND of_owner <= coalesce(room, of_owner)
    RETURNING jobs.id, type, queue, user_id, priority, seq, run, status, run_at, turn_at, jobs.attempts, traceparent
  ), waits AS (
    INSERT INTO outbox (job_id, queue, user_id, priority, run_at, turn_at)
    SELECT id, queue, user_id, priority, greatest(run_at, now()), turn_at FROM again
    ON CONFLICT (job_id) DO UPDATE SET run_at = excluded.run_at, turn_at = excluded.turn_at, claimed_at = NULL
  ), exhumed AS (
    DELETE FROM dead_letters USING again WHERE job_id = again.id
  )
  SELECT id, user_id AS "userId", type, queue, seq, run, status, attempts, traceparent FROM again`;
