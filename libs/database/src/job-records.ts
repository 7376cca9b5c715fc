import { AppError } from '@polyspool/contracts/errors';
import { isTerminal, type Job, type JobSnapshot, type JobStatus } from '@polyspool/contracts/job-status';
import { In, IsNull, LessThan, MoreThan } from 'typeorm';
import type { Database } from './database.js';
import { ArtifactRow } from './entities/artifact.js';
import { JobRow } from './entities/job.js';
import type { EventLog } from './event-log.js';
import { artifactView, jobView } from './job-view.js';
import type { Notices } from './notices.js';
import { given, ownedBy } from './owned-by.js';
import { storableJson } from './storable.js';

export interface NewJob {
  readonly id: string;
  readonly userId: string;
  readonly type: string;
  readonly queue: string;
  readonly input: Record<string, unknown>;
  readonly priority?: number | undefined;
  readonly projectId?: string | undefined;
  readonly runAt?: Date | undefined;
  readonly expiresAt?: Date | undefined;
  readonly traceparent?: string | undefined;
}

export interface JobFilter {
  readonly status?: JobStatus | undefined;
  readonly type?: string | undefined;
  readonly parentId?: string | undefined;
  /** The last id of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Jobs as people see them. `ownerId` undefined: an operator, who sees all. */
export class JobRecords {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly notices: Notices,
  ) {}

  /** Row, first event and outbox row in one statement. From its commit on the job is never lost. Throws `quota.jobs`. */
  async accept(job: NewJob, maxOpenJobs: number): Promise<Job> {
    const status: JobStatus = job.runAt && job.runAt.getTime() > Date.now() ? 'scheduled' : 'queued';
    const change = JSON.stringify({ change: { type: job.type, status, percent: 0 } });
    const [row] = await this.database.query<{ id: string }>(accept, [
      job.id,
      job.userId,
      job.projectId ?? null,
      job.type,
      job.queue,
      job.priority ?? 5,
      status,
      storableJson(job.input),
      job.traceparent ?? null,
      job.runAt ?? null,
      job.expiresAt ?? null,
      maxOpenJobs,
      change,
    ]);
    if (!row) throw new AppError('quota.jobs', `At most ${maxOpenJobs} jobs of a user may be open`);
    this.notices.tell('dispatch', job.queue);
    this.notices.tell('events', `${job.id}:0`);
    return (await this.find(job.id, job.userId))!;
  }

  async find(id: string, ownerId: string | undefined): Promise<Job | undefined> {
    const row = await this.database.entities((manager) => manager.findOneBy(JobRow, { id, ...ownedBy(ownerId) }));
    return row ? jobView(row) : undefined;
  }

  /** Root jobs, newest first; or the children of a job, in their order. */
  async list(ownerId: string | undefined, { status, type, parentId, before, limit }: JobFilter): Promise<Job[]> {
    const asked = { ...ownedBy(ownerId), ...given({ status, type }) };
    const rows = await this.database.entities(async (manager) => {
      if (!parentId) {
        const where = { ...asked, ...given({ id: before && LessThan(before) }), parentId: IsNull() };
        return manager.find(JobRow, { where, order: { id: 'DESC' }, take: limit });
      }
      const last = before ? await manager.findOneBy(JobRow, { id: before, parentId }) : undefined;
      const where = { ...asked, parentId, ...given({ childIndex: last ? MoreThan(last.childIndex ?? 0) : undefined }) };
      return manager.find(JobRow, { where, order: { childIndex: 'ASC' }, take: limit });
    });
    return rows.map(jobView);
  }

  /** A job, its children in order, and what all of them have published; one moment in time. */
  async snapshot(id: string, ownerId: string | undefined): Promise<JobSnapshot | undefined> {
    return this.database.entities((outer) =>
      outer.transaction('REPEATABLE READ', async (manager) => {
        const job = await manager.findOneBy(JobRow, { id, ...ownedBy(ownerId) });
        if (!job) return undefined;
        const children = await manager.find(JobRow, { where: { parentId: id }, order: { childIndex: 'ASC' } });
        const artifacts = await manager.find(ArtifactRow, {
          where: { jobId: In([id, ...children.map((child) => child.id)]) },
          order: { createdAt: 'ASC', name: 'ASC' },
        });
        return { job: jobView(job), children: children.map(jobView), artifacts: artifacts.map(artifactView) };
      }),
    );
  }

  /** Why a queued job does not run yet, and how many of its queue go before it. */
  async waiting(job: Job): Promise<Job['waiting']> {
    if (job.status === 'scheduled') return { position: 1, reason: `It starts at ${job.runAt}` };
    const [row] = await this.database.query<{ ahead: string; waits: boolean }>(aheadOf, [job.id]);
    if (!row) return undefined;
    const reason = row.waits ? 'Other jobs of its queue go first' : 'It waits for a free worker';
    return { position: Number(row.ahead) + 1, reason };
  }

  /** What was never dispatched ends at once; the rest is `cancelling` until job-status has carried it out. */
  async cancel(id: string, ownerId: string | undefined): Promise<Job> {
    const seq = await this.database.transaction(async (tx) => {
      const [row] = await tx.query<CancelRecord>(lockForCancel, [id, ownerId ?? null]);
      if (!row) throw new AppError('job.unknown', `No job ${id}`);
      if (row.isChild) throw new AppError('job.isPart', 'Cancel the job that it is part of');
      if (isTerminal(row.status)) throw new AppError('job.alreadyFinished', `The job is ${row.status}`);
      if (row.status === 'cancelling') return row.seq;
      const status: JobStatus = row.waits ? 'cancelled' : 'cancelling';
      if (row.waits) await tx.execute('DELETE FROM outbox WHERE job_id = $1', [id]);
      // Also for one that ends here: it may wait to be put again, and have open children.
      await tx.execute(`INSERT INTO commands (job_id, run, kind) VALUES ($1, $2, 'cancel')`, [id, row.run]);
      const finishedAt = row.waits ? new Date() : undefined;
      await tx.execute('UPDATE jobs SET status = $2, seq = seq + 1, finished_at = $3 WHERE id = $1', [
        id,
        status,
        finishedAt ?? null,
      ]);
      const change = { status, finishedAt: finishedAt?.toISOString() };
      await this.log.append(tx, [{ jobId: id, seq: row.seq + 1, run: row.run, type: status, change }]);
      return row.seq;
    });
    this.notices.tell('commands', id);
    this.notices.tell('events', `${id}:${seq}`);
    return (await this.find(id, ownerId))!;
  }

  /** A published file and its place in storage. */
  async artifact(id: string, ownerId: string | undefined) {
    const row = await this.database.entities((manager) =>
      manager.findOneBy(ArtifactRow, { id, job: ownedBy(ownerId) }),
    );
    return row ? { ...artifactView(row), storageKey: row.storageKey } : undefined;
  }
}

interface CancelRecord {
  readonly status: JobStatus;
  readonly seq: number;
  readonly run: number;
  readonly waits: boolean;
  readonly isChild: boolean;
}

const lockForCancel = `
  SELECT status, seq, run, dispatched_at IS NULL AS waits, parent_id IS NOT NULL AS "isChild" FROM jobs
  WHERE id = $1 AND ($2::uuid IS NULL OR user_id = $2) FOR UPDATE`;

const aheadOf = `
  WITH mine AS (SELECT * FROM jobs WHERE id = $1 AND parent_id IS NULL)
  SELECT mine.dispatched_at IS NULL AS waits, (
    SELECT count(*) FROM jobs j JOIN mine m ON j.queue = m.queue
    WHERE j.dispatched_at IS NOT NULL AND j.started_at IS NULL AND j.finished_at IS NULL AND j.parent_id IS NULL
      AND (m.dispatched_at IS NULL OR j.dispatched_at < m.dispatched_at)
  ) + (
    SELECT count(*) FROM outbox o JOIN mine m ON o.queue = m.queue
    WHERE m.dispatched_at IS NULL AND o.run_at <= now() AND (o.priority, o.job_id) < (m.priority, m.id)
  ) AS ahead FROM mine`;

const accept = `
  WITH job AS (
    INSERT INTO jobs (id, user_id, project_id, type, queue, priority, status, input, traceparent, run_at, expires_at, seq)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1
    WHERE (SELECT count(*) FROM jobs WHERE user_id = $2 AND parent_id IS NULL AND finished_at IS NULL) < $12
    RETURNING id, queue, user_id, priority, run_at
  ), waits AS (
    INSERT INTO outbox (job_id, queue, user_id, priority, run_at)
    SELECT id, queue, user_id, priority, coalesce(run_at, now()) FROM job
  ), told AS (
    INSERT INTO events (job_id, seq, run, type, data) SELECT id, 1, 1, 'accepted', $13::jsonb FROM job
  )
  SELECT id FROM job`;
