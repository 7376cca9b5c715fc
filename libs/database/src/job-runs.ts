import { AppError } from '@polyspool/contracts/errors';
import type { JobStatus } from '@polyspool/contracts/job-status';
import type { Database } from './database.js';
import type { EventLog } from './event-log.js';
import type { Notices } from './notices.js';

const resumable: readonly JobStatus[] = ['failed', 'cancelled', 'expired'];

/** Begins the next run of an ended job. Finished steps and children answer from what they have kept. */
export class JobRuns {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly notices: Notices,
  ) {}

  /** Throws `job.unknown`, `job.isPart`, and `job.notResumable` for a job that has not ended, or succeeded. */
  async again(id: string, ownerId: string | undefined) {
    const { queue, seq } = await this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ status: JobStatus; isChild: boolean }>(
        `SELECT status, parent_id IS NOT NULL AS "isChild" FROM jobs
         WHERE id = $1 AND ($2::uuid IS NULL OR user_id = $2) FOR UPDATE`,
        [id, ownerId ?? null],
      );
      if (!row) throw new AppError('job.unknown', `No job ${id}`);
      if (row.isChild) throw new AppError('job.isPart', 'It runs again with the job that it is part of');
      if (!resumable.includes(row.status)) throw new AppError('job.notResumable', `The job is ${row.status}`);
      const [next] = await tx.query<{ queue: string; seq: number; run: number }>(nextRun, [id]);
      const change = { status: 'queued', percent: 0, attempts: 0, message: 'Starts again' } as const;
      await this.log.append(tx, [{ jobId: id, seq: next!.seq, run: next!.run, type: 'restarted', change }]);
      return next!;
    });
    this.notices.tell('dispatch', queue);
    this.notices.tell('events', `${id}:${seq - 1}`);
  }
}

const nextRun = `
  WITH again AS (
    UPDATE jobs SET run = run + 1, dispatch = dispatch + 1, start = 0, attempts = 0, seq = seq + 1, status = 'queued',
      percent = 0, step = NULL, message = 'Starts again', child_count = 0, output = NULL, error = NULL,
      run_at = NULL, expires_at = NULL, dispatched_at = NULL, started_at = NULL, finished_at = NULL
    WHERE id = $1 RETURNING id, queue, user_id, priority, seq, run
  ), waits AS (
    INSERT INTO outbox (job_id, queue, user_id, priority) SELECT id, queue, user_id, priority FROM again
  )
  SELECT queue, seq, run FROM again`;
