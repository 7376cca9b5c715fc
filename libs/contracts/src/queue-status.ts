import { z } from 'zod';

/** `paused`: nothing is begun. `draining`: no new jobs are accepted, what is there runs. */
export const QueueState = z.enum(['open', 'paused', 'draining']);
export type QueueState = z.output<typeof QueueState>;

/** A queue as operators see it, with the jobs in it, parts of jobs included. */
export const QueueStatus = z.object({
  queue: z.string(),
  state: QueueState,
  /** When it was paused, or began to drain. */
  since: z.iso.datetime().optional(),
  queued: z.int().nonnegative(),
  running: z.int().nonnegative(),
  retrying: z.int().nonnegative(),
  scheduled: z.int().nonnegative(),
  /** Since when the first of those that could start has waited. */
  oldestAt: z.iso.datetime().optional(),
});
export type QueueStatus = z.output<typeof QueueStatus>;

export const QueueList = z.object({ items: z.array(QueueStatus) });
export type QueueList = z.output<typeof QueueList>;

/** How many jobs a purge has found, and how many of them it has cancelled: none in a dry run. */
export const PurgeResult = z.object({ matched: z.int().nonnegative(), cancelled: z.int().nonnegative() });
export type PurgeResult = z.output<typeof PurgeResult>;

/** How many jobs were meant, and how many of them run again: none in a dry run, and at most 10,000 at once. */
export const RetryResult = z.object({ matched: z.int().nonnegative(), retried: z.int().nonnegative() });
export type RetryResult = z.output<typeof RetryResult>;
