import { z } from 'zod';

/** Who did what, to what, and when. Only ever added to. */
export const AuditEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  /** None where the system did it, or where the person has been erased. */
  actorId: z.uuid().optional(),
  actorRole: z.string(),
  /** `<subject>.<verb>`, for example `queue.purge`. */
  action: z.string(),
  /** On what: a queue's name, a job's id. */
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  traceId: z.string().optional(),
});
export type AuditEntry = z.output<typeof AuditEntry>;

export const AuditPage = z.object({ items: z.array(AuditEntry), nextCursor: z.string().optional() });
export type AuditPage = z.output<typeof AuditPage>;
