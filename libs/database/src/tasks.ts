import type { QueueStatsList, Task } from '@polyspool/contracts/fleet';
import type { Database } from './database.js';
import { priorityOf } from './priorities.js';

export type TaskState = 'active' | 'scheduled' | 'reserved';

export interface TaskFilter {
  readonly queue?: string | undefined;
  /** The last id of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export type QueueCounts = Omit<QueueStatsList['items'][number], 'workers' | 'slots'>;

/** Open jobs as operators look at them: everybody's, parts included. */
export class Tasks {
  constructor(private readonly database: Database) {}

  /** The oldest first. */
  async list(state: TaskState, { queue, after, limit }: TaskFilter): Promise<Task[]> {
    const rows = await this.database.query<TaskRow>(
      `${selectTasks} WHERE finished_at IS NULL AND ${conditions[state]} AND ($1::text IS NULL OR queue = $1)
         AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [queue ?? null, after ?? null, limit],
    );
    return rows.map(taskView);
  }

  /** Queues without a job are left out. */
  async counts(): Promise<QueueCounts[]> {
    const [open, recent] = await Promise.all([
      this.database.query<OpenCounts>(countOpen),
      this.database.query<RecentCounts>(countRecent, [firstIdOf(Date.now() - 3_600_000)]),
    ]);
    const byQueue = new Map(recent.map(({ queue, ...lastHour }) => [queue, { ...noTasks, queue, lastHour }]));
    for (const counts of open) byQueue.set(counts.queue, { ...noTasks, ...byQueue.get(counts.queue), ...counts });
    return [...byQueue.values()].toSorted((a, b) => a.queue.localeCompare(b.queue));
  }
}

type OpenCounts = Omit<QueueCounts, 'lastHour'>;
type RecentCounts = QueueCounts['lastHour'] & { readonly queue: string };

/** Of a queue in which nothing goes on. */
export const noTasks = {
  active: 0,
  reserved: 0,
  queued: 0,
  scheduled: 0,
  retrying: 0,
  lastHour: { accepted: 0, succeeded: 0, failed: 0, cancelled: 0, expired: 0 },
};

interface TaskRow extends Omit<
  Task,
  'priority' | 'createdAt' | 'startedAt' | 'dueAt' | 'parentId' | 'step' | 'worker'
> {
  readonly parentId: string | null;
  readonly step: string | null;
  readonly worker: string | null;
  readonly rank: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly dueAt: Date | null;
}

const taskView = ({ rank, parentId, step, worker, createdAt, startedAt, dueAt, ...row }: TaskRow): Task => ({
  ...row,
  priority: priorityOf(rank),
  parentId: parentId ?? undefined,
  step: step ?? undefined,
  worker: worker ?? undefined,
  createdAt: createdAt.toISOString(),
  startedAt: startedAt?.toISOString(),
  dueAt: dueAt?.toISOString(),
});

/** Job ids begin with their time (UUIDv7); those of parts do not. */
const firstIdOf = (ms: number) => {
  const hex = Math.floor(ms).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};

const conditions: Readonly<Record<TaskState, string>> = {
  active: `status IN ('running', 'cancelling') AND started_at IS NOT NULL`,
  scheduled: `status IN ('scheduled', 'retrying')`,
  reserved: `status = 'queued' AND dispatched_at IS NOT NULL`,
};

const selectTasks = `
  SELECT id, type, queue, status, priority AS rank, user_id AS "userId", parent_id AS "parentId", percent, step, attempts,
    (SELECT worker FROM attempts a WHERE a.job_id = jobs.id AND a.run = jobs.run ORDER BY attempt DESC LIMIT 1) AS worker,
    created_at AS "createdAt", started_at AS "startedAt",
    CASE WHEN status = 'scheduled' THEN run_at ELSE wait_until END AS "dueAt"
  FROM jobs`;

const countOpen = `
  SELECT queue, count(*) FILTER (WHERE ${conditions.active})::int AS active,
    count(*) FILTER (WHERE ${conditions.reserved})::int AS reserved,
    count(*) FILTER (WHERE status = 'queued' AND dispatched_at IS NULL)::int AS queued,
    count(*) FILTER (WHERE status = 'scheduled')::int AS scheduled,
    count(*) FILTER (WHERE status = 'retrying')::int AS retrying
  FROM jobs WHERE finished_at IS NULL GROUP BY queue`;

const countRecent = `
  SELECT queue, count(*)::int AS accepted, count(*) FILTER (WHERE status = 'succeeded')::int AS succeeded,
    count(*) FILTER (WHERE status = 'failed')::int AS failed,
    count(*) FILTER (WHERE status = 'cancelled')::int AS cancelled,
    count(*) FILTER (WHERE status = 'expired')::int AS expired
  FROM jobs WHERE id > $1 AND parent_id IS NULL AND created_at > now() - interval '1 hour' GROUP BY queue`;
