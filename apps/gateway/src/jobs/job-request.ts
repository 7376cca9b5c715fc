import { z } from 'zod';

/** What is posted for a job, whichever its kind: `input` is checked by the contract of that. */
export const JobRequest = z.strictObject({
  /** A job kind of the catalogue. */
  type: z.string().max(100),
  input: z.record(z.string(), z.unknown()),
  /** 1 goes first, 9 last. */
  priority: z.int().min(1).max(9).default(5),
  runAt: z.iso.datetime({ offset: true }).optional(),
  /** A job that has not been started by then ends as expired. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});
export type JobRequest = z.output<typeof JobRequest>;
