import { z } from 'zod';

/** Jobs that have failed for good in the same way, and wait for somebody to look at them. */
export const DeadLetterGroup = z.object({
  /** The same for errors that are alike: of one job kind, code and class, with words that differ in numbers and names only. */
  fingerprint: z.string(),
  type: z.string(),
  code: z.string(),
  count: z.int().positive(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  /** The newest of them. */
  sample: z.object({ jobId: z.uuid(), detail: z.string() }),
});
export type DeadLetterGroup = z.output<typeof DeadLetterGroup>;

export const DeadLetterPage = z.object({ items: z.array(DeadLetterGroup), nextCursor: z.string().optional() });
export type DeadLetterPage = z.output<typeof DeadLetterPage>;

/** What a purge has taken away; with `dryRun`, what it would. */
export const Purged = z.object({ matched: z.int().nonnegative(), dryRun: z.boolean() });
export type Purged = z.output<typeof Purged>;

/** What somebody on call should know. Trouble of one kind with one subject is one alert, counted. */
export const Alert = z.object({
  id: z.uuid(),
  kind: z.string(),
  /** Of a dead letter: its fingerprint. */
  subject: z.string(),
  message: z.string(),
  count: z.int().positive(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  seenAt: z.iso.datetime().optional(),
});
export type Alert = z.output<typeof Alert>;

export const AlertPage = z.object({ items: z.array(Alert), nextCursor: z.string().optional() });
export type AlertPage = z.output<typeof AlertPage>;
