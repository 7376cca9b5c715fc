import { z } from 'zod';

const count = z.int().nonnegative();
const seconds = z.number().nonnegative();

export const QueueHealth = z.object({
  queue: z.string(),
  state: z.enum(['open', 'paused', 'draining']),
  /** Processes that serve it, and what they run at once. */
  workers: count,
  slots: count,
  active: count,
  /** Of any state before they run. */
  waiting: count,
  /** Jobs that ended in the time of the report, parts included. */
  succeeded: count,
  failed: count,
  /** Of jobs that ended: from when they could run to when they did, and from there to their end. */
  waitP50Seconds: seconds.optional(),
  waitP95Seconds: seconds.optional(),
  runP50Seconds: seconds.optional(),
  runP95Seconds: seconds.optional(),
});
export type QueueHealth = z.output<typeof QueueHealth>;

/** `report.json` of `reports.systemHealth`. */
export const HealthReport = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  madeAt: z.iso.datetime(),
  status: z.enum(['healthy', 'degraded']),
  /** What makes it degraded, in a sentence each. */
  findings: z.array(z.string()),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), ms: seconds, detail: z.string().optional() })),
  queues: z.array(QueueHealth),
  workers: z.array(
    z.object({
      name: z.string(),
      startedAt: z.iso.datetime(),
      queues: z.array(z.string()),
      active: count,
      rssBytes: count,
    }),
  ),
  engines: z.array(
    z.object({ name: z.string(), state: z.enum(['closed', 'open', 'probing']), detail: z.string().optional() }),
  ),
  deadLetters: z.array(z.object({ type: z.string(), code: z.string(), count, recent: count })),
  /** Nobody has seen them yet. */
  alerts: z.array(z.object({ kind: z.string(), subject: z.string(), count, lastAt: z.iso.datetime() })),
  unit: z.enum(['hour', 'day']),
  byTime: z.array(z.object({ at: z.iso.datetime(), succeeded: count, failed: count })),
  database: z.object({
    bytes: count,
    connections: count,
    tables: z.array(z.object({ table: z.string(), bytes: count, rows: count })),
  }),
  lastBackupAt: z.iso.datetime().optional(),
});
export type HealthReport = z.output<typeof HealthReport>;
