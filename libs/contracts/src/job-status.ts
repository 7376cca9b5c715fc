import { z } from 'zod';
import { Language } from './languages.js';

export const JobStatus = z.enum([
  'scheduled',
  'queued',
  'running',
  'retrying',
  'cancelling',
  'succeeded',
  'failed',
  'cancelled',
  'expired',
]);
export type JobStatus = z.output<typeof JobStatus>;

export const terminalStatuses = ['succeeded', 'failed', 'cancelled', 'expired'] as const satisfies JobStatus[];
export const isTerminal = (status: JobStatus) => (terminalStatuses as readonly JobStatus[]).includes(status);

export const JobError = z.object({ code: z.string(), detail: z.string() });
export type JobError = z.output<typeof JobError>;

export const Artifact = z.object({
  id: z.uuid(),
  jobId: z.uuid(),
  name: z.string(),
  kind: z.enum(['subtitles', 'transcript', 'media', 'report']),
  mediaType: z.string(),
  bytes: z.int().nonnegative(),
  sha256: z.string(),
  language: Language.optional(),
  createdAt: z.iso.datetime(),
});
export type Artifact = z.output<typeof Artifact>;

export const ArtifactList = z.object({ items: z.array(Artifact) });
export type ArtifactList = z.output<typeof ArtifactList>;

/** A job as its owner sees it. `percent` 0 to 100; `seq` is the number of its newest event. */
export const Job = z.object({
  id: z.uuid(),
  type: z.string(),
  status: JobStatus,
  percent: z.number().min(0).max(100),
  step: z.string().optional(),
  message: z.string().optional(),
  input: z.record(z.string(), z.unknown()),
  output: z.unknown().optional(),
  error: JobError.optional(),
  waiting: z.object({ position: z.int().positive(), reason: z.string() }).optional(),
  /** Attempts begun in this run, the current one included. */
  attempts: z.int().nonnegative(),
  run: z.int().positive(),
  parentId: z.uuid().optional(),
  projectId: z.uuid().optional(),
  priority: z.int(),
  runAt: z.iso.datetime().optional(),
  expiresAt: z.iso.datetime().optional(),
  traceId: z.string().optional(),
  seq: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  finishedAt: z.iso.datetime().optional(),
});
export type Job = z.output<typeof Job>;

export const JobPage = z.object({ items: z.array(Job), nextCursor: z.string().optional() });
export type JobPage = z.output<typeof JobPage>;

/** What changed with event `seq`: a client lays `change` over the job it has. */
export const JobEvent = z.object({
  jobId: z.uuid(),
  parentId: z.uuid().optional(),
  type: z.string(),
  seq: z.int().positive(),
  run: z.int().positive(),
  at: z.iso.datetime(),
  change: Job.pick({
    type: true,
    status: true,
    percent: true,
    step: true,
    message: true,
    input: true,
    error: true,
    output: true,
    attempts: true,
    startedAt: true,
    finishedAt: true,
  }).partial(),
  log: z.array(z.string()).optional(),
});
export type JobEvent = z.output<typeof JobEvent>;

/** The first thing that a subscriber gets; events after it have a greater `seq`. */
export const JobSnapshot = z.object({ job: Job, children: z.array(Job), artifacts: z.array(Artifact) });
export type JobSnapshot = z.output<typeof JobSnapshot>;

/** RFC 9457 problem details. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  traceId: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
export type Problem = z.output<typeof Problem>;
