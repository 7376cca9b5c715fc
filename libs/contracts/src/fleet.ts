import { z } from 'zod';
import { engineNames } from './engines.js';
import { JobStatus, Priority } from './job-status.js';

const Count = z.int().nonnegative();

/** A process that serves queues. */
export const Worker = z.object({
  /** `<host>:<pid>:<id>` */
  id: z.string(),
  name: z.string(),
  /** Slots, by queue. */
  queues: z.record(z.string(), Count),
  active: Count,
  rssBytes: Count,
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
});
export const WorkerList = z.object({ items: z.array(Worker) });
export type WorkerList = z.output<typeof WorkerList>;

export const WorkersHealth = z.object({
  status: z.enum(['healthy', 'unhealthy']),
  message: z.string().optional(),
  workers: Count,
  activeTasks: Count,
  /** Jobs that can run at once, by queue. */
  slots: z.record(z.string(), Count),
  /** Queues without a worker: their jobs wait. */
  unserved: z.array(z.string()),
});
export type WorkersHealth = z.output<typeof WorkersHealth>;

/** An engine, and whether calls to it go through. */
export const Engine = z.object({
  name: z.enum(engineNames),
  /** `unknown`: nobody has called it yet. */
  state: z.enum(['closed', 'open', 'probing', 'unknown']),
  since: z.iso.datetime().optional(),
  retryAt: z.iso.datetime().optional(),
  detail: z.string().optional(),
});
export const EngineList = z.object({ items: z.array(Engine) });
export type EngineList = z.output<typeof EngineList>;

/** A job as operators look at it. */
export const Task = z.object({
  id: z.uuid(),
  type: z.string(),
  queue: z.string(),
  status: JobStatus,
  priority: Priority,
  userId: z.uuid(),
  parentId: z.uuid().optional(),
  percent: z.number(),
  step: z.string().optional(),
  attempts: Count,
  /** Of its newest attempt. */
  worker: z.string().optional(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  /** When it is to go on. */
  dueAt: z.iso.datetime().optional(),
});
export type Task = z.output<typeof Task>;
export const TaskPage = z.object({ items: z.array(Task), nextCursor: z.string().optional() });
export type TaskPage = z.output<typeof TaskPage>;

/** A job kind, and who would run it now. */
export const RegisteredTask = z.object({
  type: z.string(),
  queue: z.string(),
  attempts: z.int().positive(),
  softSeconds: z.number(),
  hardSeconds: z.number(),
  engines: z.array(z.string()),
  workers: Count,
});
export const RegisteredTaskList = z.object({ items: z.array(RegisteredTask) });
export type RegisteredTaskList = z.output<typeof RegisteredTaskList>;

export const QueueStats = z.object({
  queue: z.string(),
  workers: Count,
  slots: Count,
  active: Count,
  /** In Redis, and not begun. */
  reserved: Count,
  /** Not yet in Redis. */
  queued: Count,
  scheduled: Count,
  retrying: Count,
  /** What became of the jobs that were accepted within the last hour, their parts left out. */
  lastHour: z.object({ accepted: Count, succeeded: Count, failed: Count, cancelled: Count, expired: Count }),
});
export const QueueStatsList = z.object({ items: z.array(QueueStats) });
export type QueueStatsList = z.output<typeof QueueStatsList>;

const Quantiles = z.object({ p50: z.number(), p90: z.number() });

/** What forecasts of a job kind are made of, and how good they were. */
export const ForecastQuality = z.object({
  type: z.string(),
  /** Forecasts that were compared with what came. */
  compared: Count,
  /** Actual seconds divided by forecast seconds: 1 is right, 2 is twice as long as said. */
  ratio: Quantiles.optional(),
  rates: z.array(z.object({ step: z.string(), unit: z.string(), samples: Count, secondsPerUnit: Quantiles })),
});
export const ForecastQualityList = z.object({ items: z.array(ForecastQuality) });
export type ForecastQualityList = z.output<typeof ForecastQualityList>;
