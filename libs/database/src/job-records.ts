import { AppError } from '@polyspool/contracts/errors';
import { isTerminal, type Job, type JobSnapshot, type JobStatus } from '@polyspool/contracts/job-status';
import { And, In, IsNull, LessThan, MoreThan } from 'typeorm';
import { type NewJob, statusAtFirst, tellAccepted } from './accept-job.js';
import type { Database } from './database.js';
import { endedJobsChannel, noteEnded } from './ended-jobs.js';
import { ArtifactRow } from './entities/artifact.js';
import { JobRow } from './entities/job.js';
import type { EventLog } from './event-log.js';
import { type IdempotentRequest, IdempotencyKeys } from './idempotency-keys.js';
import { JobIntake } from './job-intake.js';
import { idNamed, saying } from './job-search.js';
import { artifactView, jobView, newJobView } from './job-view.js';
import type { LoggedJob } from './logged-job.js';
import { markSubjects } from './mark-subjects.js';
import type { Notices } from './notices.js';
import { isClaimed } from './outbox.js';
import { given, inProject, jobsSeenBy, ownJob, refuseOthers, seesJob } from './owned-by.js';
import { refuseDraining } from './queue-controls.js';
import { requireWebhook } from './webhooks.js';

export interface JobFilter {
  readonly status?: JobStatus | undefined;
  readonly type?: string | undefined;
  readonly parentId?: string | undefined;
  /** Of all its members. */
  readonly projectId?: string | undefined;
  /** Part of a kind, of a message, of the name of an upload; or how an id begins. */
  readonly q?: string | undefined;
  /** The last id of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Jobs as people see them: their own, and those of their projects. `viewerId` undefined: an operator, who sees all. */
export class JobRecords {
  readonly #intake: JobIntake;

  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly notices: Notices,
  ) {
    this.#intake = new JobIntake(database);
  }

  /**
   * From its return on the job is never lost. A request that has come before answers the job that it made then.
   * Throws `quota.jobs`, `queue.draining`, `idempotency.mismatch`, `webhook.unknown`, `webhook.disabled`.
   */
  async accept(job: NewJob, maxOpenJobs: number, request?: IdempotentRequest): Promise<Job> {
    const status = statusAtFirst(job);
    if (job.webhookId) await requireWebhook(this.database, job.userId, job.webhookId);
    const createdAt = await this.#intake.accept({ job, maxOpenJobs, request });
    if (!createdAt) {
      const known = request && (await this.madeBy(job.userId, request));
      if (known) return known;
      await refuseDraining(this.database, job.queue);
      throw new AppError('quota.jobs', `At most ${maxOpenJobs} jobs of a user may be open`);
    }
    tellAccepted(this.notices, job);
    return newJobView(job, status, createdAt);
  }

  /** The job that a request has made before. Throws `idempotency.mismatch`. */
  async madeBy(userId: string, request: IdempotentRequest): Promise<Job | undefined> {
    const id = await new IdempotencyKeys(this.database).jobOf(userId, request);
    return id === undefined ? undefined : this.find(id, userId);
  }

  async find(id: string, viewerId: string | undefined): Promise<Job | undefined> {
    const where = jobsSeenBy(viewerId).map((seen) => ({ ...seen, id }));
    const row = await this.database.entities((manager) => manager.findOneBy(JobRow, where));
    return row ? jobView(row) : undefined;
  }

  /** Whose it is, and the name of what it is about as its owner may see it: a record, else an upload, else its project. */
  async ownerAndSubject(id: string): Promise<{ ownerId: string; about: string | undefined } | undefined> {
    const [row] = await this.database.query<{ ownerId: string; about: string | null }>(ownerAndSubject, [id]);
    return row && { ownerId: row.ownerId, about: row.about ?? undefined };
  }

  /** Which of these jobs somebody sees. */
  async seen(ids: readonly string[], viewerId: string | undefined): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM jobs WHERE id = ANY($2::uuid[]) AND ${seesJob('jobs', 1)}`,
      [viewerId ?? null, ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** How far these jobs are. */
  async progressOf(ids: readonly string[]): Promise<JobProgress[]> {
    const rows = await this.database.query<JobProgressRecord>(
      'SELECT id, status, percent, step, message FROM jobs WHERE id = ANY($1::uuid[])',
      [ids],
    );
    return rows.map(({ step, message, ...row }) => ({
      ...row,
      ...(step !== null && { step }),
      ...(message !== null && { message }),
    }));
  }

  /** One's own root jobs, or all of a project, newest first; or the children of a job, in their order. */
  async list(viewerId: string | undefined, { parentId, projectId, q, before, limit, ...filter }: JobFilter) {
    const asked = given({ ...filter, projectId: projectId && inProject(projectId, viewerId), id: q && saying(q) });
    const rows = await this.database.entities(async (manager) => {
      if (!parentId) {
        const own = projectId === undefined ? given({ userId: viewerId }) : {};
        const older = before && LessThan(before);
        const id = older && asked.id ? And(older, asked.id) : (older ?? asked.id);
        const where = { ...asked, ...own, ...given({ id }), parentId: IsNull() };
        return manager.find(JobRow, { where, order: { id: 'DESC' }, take: limit });
      }
      const last = before ? await manager.findOneBy(JobRow, { id: before, parentId }) : undefined;
      const after = given({ childIndex: last ? MoreThan(last.childIndex ?? 0) : undefined });
      const where = jobsSeenBy(viewerId).map((seen) => ({ ...seen, ...asked, parentId, ...after }));
      return manager.find(JobRow, { where, order: { childIndex: 'ASC' }, take: limit });
    });
    return rows.map(jobView);
  }

  /** A job, its children in order, and what all of them have published; one moment in time. */
  async snapshot(id: string, viewerId: string | undefined): Promise<JobSnapshot | undefined> {
    return this.database.entities((outer) =>
      outer.transaction('REPEATABLE READ', async (manager) => {
        const job = await manager.findOneBy(
          JobRow,
          jobsSeenBy(viewerId).map((seen) => ({ ...seen, id })),
        );
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

  /**
   * What was never dispatched ends at once; the rest is `cancelling` until job-status has carried it out. `onEnded` is
   * called where this call has ended it. Throws `job.unknown`, `job.isPart`, `job.alreadyFinished`, and `project.forbidden`
   * for a job of another member.
   */
  async cancel(id: string, ownerId: string | undefined, onEnded?: (job: LoggedJob) => void): Promise<Job> {
    const { row, isEnded } = await this.database.transaction(async (tx) => {
      const [row] = await tx.query<CancelRecord>(lockForCancel, [id, ownerId ?? null]);
      refuseOthers(id, row);
      if (row.isChild) throw new AppError('job.isPart', 'Cancel the job that it is part of');
      if (isTerminal(row.status)) throw new AppError('job.alreadyFinished', `The job is ${row.status}`);
      if (row.status === 'cancelling') return { row, isEnded: false };
      const waits = await tx.execute(leaveOutbox, [id]);
      const status: JobStatus = waits ? 'cancelled' : 'cancelling';
      // Also for one that ends here: it may wait to be put again, and have open children.
      await tx.execute(`INSERT INTO commands (job_id, run, kind) VALUES ($1, $2, 'cancel')`, [id, row.run]);
      const finishedAt = waits ? new Date() : undefined;
      await tx.execute('UPDATE jobs SET status = $2, seq = seq + 1, finished_at = $3 WHERE id = $1', [
        id,
        status,
        finishedAt ?? null,
      ]);
      if (waits) {
        await markSubjects(tx, { ended: [id] });
        await noteEnded(tx, [id]);
      }
      const change = { status, finishedAt: finishedAt?.toISOString() };
      await this.log.append(tx, [{ jobId: id, seq: row.seq + 1, run: row.run, type: status, change }]);
      return { row, isEnded: status === 'cancelled' };
    });
    this.notices.tell('commands', id);
    this.notices.tell('events', `${id}:${row.seq}`);
    if (isEnded) {
      this.notices.tell(endedJobsChannel, '');
      onEnded?.(row);
    }
    return (await this.find(id, ownerId))!;
  }
}

export type JobProgress = Pick<Job, 'id' | 'status' | 'percent' | 'step' | 'message'>;

interface JobProgressRecord {
  readonly id: string;
  readonly status: JobStatus;
  readonly percent: number;
  readonly step: string | null;
  readonly message: string | null;
}

interface CancelRecord extends LoggedJob {
  readonly status: JobStatus;
  readonly seq: number;
  readonly run: number;
  readonly isChild: boolean;
  readonly isOwn: boolean;
}

const lockForCancel = `
  SELECT id, user_id AS "userId", type, queue, attempts, traceparent, status, seq, run, parent_id IS NOT NULL AS "isChild",
    ${ownJob('jobs', 2)} AS "isOwn" FROM jobs WHERE id = $1 AND ${seesJob('jobs', 2)} FOR NO KEY UPDATE`;

const isAmongTheirs = (projectId: string) =>
  `(o.role <> 'user' OR ${projectId} IN (SELECT project_id FROM project_members WHERE user_id = o.id))`;

// Titles and names of projects change: whoever has left one learns no new ones. That of an upload they have seen.
const ownerAndSubject = `
  SELECT o.id AS "ownerId", coalesce(r.title, u.name, p.name) AS about
  FROM jobs j JOIN users o ON o.id = j.user_id
    LEFT JOIN records r ON r.id = ${idNamed('recordId')} AND (r.user_id = o.id OR ${isAmongTheirs('r.project_id')})
    LEFT JOIN uploads u ON u.id = ${idNamed('uploadId')}
    LEFT JOIN projects p ON p.id = j.project_id AND ${isAmongTheirs('p.id')}
  WHERE j.id = $1`;

// One that a dispatcher is putting into Redis counts as being there.
const leaveOutbox = `DELETE FROM outbox WHERE job_id = $1 AND ${isClaimed('outbox')} IS NOT TRUE`;
