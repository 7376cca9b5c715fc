import { CeleryState, celeryStateOf } from '@polyspool/contracts/celery/celery-state';
import { celeryTasks } from '@polyspool/contracts/celery/celery-tasks';
import { corpusTasks } from '@polyspool/contracts/celery/corpus-tasks';
import { officeTasks } from '@polyspool/contracts/celery/office-tasks';
import type { Task } from '@polyspool/contracts/fleet';
import type { Job } from '@polyspool/contracts/job-status';
import { z } from 'zod';

/** What the corpus before this one answered where a task was started. */
export const StartedTask = z.object({
  task_id: z.uuid(),
  task_name: z.string(),
  status: CeleryState,
  message: z.string(),
});
export type StartedTask = z.output<typeof StartedTask>;

/** What a task there told while it ran. */
const TaskProgress = z.object({
  current: z.int().min(0).max(100),
  total: z.literal(100),
  percent: z.number().min(0).max(100),
  status: z.string().nullable(),
});

export const CorpusTaskStatus = z.object({
  task_id: z.uuid(),
  task_name: z.string(),
  status: CeleryState,
  /** What it answered; null before it has succeeded, and once that is no longer kept. */
  result: z.unknown(),
  /** Why it failed, with the code of the problem: never where in our programs. */
  error: z.string().nullable(),
  traceback: z.string().nullable(),
  progress: TaskProgress.nullable(),
});
export type CorpusTaskStatus = z.output<typeof CorpusTaskStatus>;

const ListedTask = z.object({
  task_id: z.uuid(),
  task_name: z.string(),
  worker: z.string().nullable(),
  time_start: z.iso.datetime().nullable(),
  /** When it is to begin, or to be tried again. */
  eta: z.iso.datetime().nullable(),
});

export const CorpusTaskList = z.object({
  tasks: z.array(ListedTask),
  /** Of all pages. */
  total_count: z.int().nonnegative(),
  /** Sent as `cursor` it answers the next ones; null on the last page. */
  next_cursor: z.string().nullable(),
});
export type CorpusTaskList = z.output<typeof CorpusTaskList>;

export function corpusTaskStatus(job: Job, result: unknown): CorpusTaskStatus {
  const { id, type, error, percent, message, step } = job;
  const status = celeryStateOf(job);
  const failed = status === 'FAILURE' ? error : undefined;
  return {
    task_id: id,
    task_name: taskNameOf(type),
    status,
    result: result ?? null,
    error: failed?.detail ?? null,
    traceback: failed ? `${failed.code}: ${failed.detail}` : null,
    progress:
      status === 'PENDING'
        ? null
        : { current: Math.floor(percent), total: 100, percent, status: message ?? step ?? null },
  };
}

export const listedTask = ({ id, type, worker, startedAt, dueAt }: Task) => ({
  task_id: id,
  task_name: taskNameOf(type),
  worker: worker ?? null,
  time_start: startedAt ?? null,
  eta: dueAt ?? null,
});

/** Those of the corpus first: others had some of them under other names. */
const namesByType = new Map(
  [...celeryTasks, ...Object.entries({ ...officeTasks, ...corpusTasks }).toReversed()].map(([name, { job }]) => [
    job.name,
    name,
  ]),
);

/** That of the first of its tasks; of a kind that was no task, its own. */
const taskNameOf = (type: string) => namesByType.get(type) ?? type;
