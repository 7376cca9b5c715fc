import { JobLimits, Priority } from '@polyspool/contracts/job-status';
import { z } from 'zod';

const startsInTime = ({ runAt, expiresAt }: { runAt?: string | undefined; expiresAt?: string | undefined }) =>
  !runAt || !expiresAt || Date.parse(expiresAt) > Date.parse(runAt);

/** What is posted for a job, whichever its kind: `input` is checked by the contract of that. */
export const JobRequest = z
  .strictObject({
    /** A job kind of the catalogue. */
    type: z.string().max(100),
    input: z.record(z.string(), z.unknown()),
    /** Its members see the job; for a film, its settings hold where `input` says nothing. */
    projectId: z.uuid().optional(),
    priority: Priority.default('normal'),
    runAt: z.iso.datetime({ offset: true }).optional(),
    /** A job that has not been started by then ends as expired. */
    expiresAt: z.iso.datetime({ offset: true }).optional(),
    /** One of the caller's webhooks, that is told of the end of this job whatever it listens to. */
    webhook: z.uuid().optional(),
    /** Its own, up to the caps of its kind. */
    limits: JobLimits.optional(),
  })
  .refine(startsInTime, { message: 'expiresAt must lie after runAt', path: ['expiresAt'] });
export type JobRequest = z.output<typeof JobRequest>;
