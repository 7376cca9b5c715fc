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

/** `urgent` goes first. Two hours of waiting count as one step, so that nothing waits for ever. */
export const Priority = z.enum(['low', 'normal', 'high', 'urgent']);
export type Priority = z.output<typeof Priority>;

export const WaitReason = z.enum([
  'paused',
  'rateLimited',
  'noWorker',
  'engineDown',
  'fairShare',
  'children',
  'backoff',
  'scheduled',
]);
export type WaitReason = z.output<typeof WaitReason>;

/** Why a job does not run now. `position` counts from 1 in its queue; `clearsAt` where it is known. */
export const Waiting = z.object({
  position: z.int().positive().optional(),
  reason: WaitReason,
  clearsAt: z.iso.datetime().optional(),
});
export type Waiting = z.output<typeof Waiting>;

/** When it will have ended: with even odds, and with nine to one. */
export const Eta = z.object({ p50: z.iso.datetime(), p90: z.iso.datetime() });
export type Eta = z.output<typeof Eta>;

/** What was taken from work done before, and the time which that work took then. */
export const Reused = z.object({ steps: z.int().nonnegative(), savedSeconds: z.number().nonnegative() });
export type Reused = z.output<typeof Reused>;

/** One try at a job. The stack is for administrators. */
export const Attempt = z.object({
  run: z.int().positive(),
  attempt: z.int().positive(),
  worker: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  outcome: z.enum(['running', 'waiting', 'succeeded', 'failed', 'cancelled', 'lost']),
  error: JobError.extend({ errorClass: z.string().optional(), stack: z.string().optional() }).optional(),
  /** The most memory that the job's processes held at once. */
  peakRssBytes: z.int().nonnegative().optional(),
  cpuSeconds: z.number().nonnegative().optional(),
});
export type Attempt = z.output<typeof Attempt>;

export const AttemptList = z.object({ items: z.array(Attempt) });
export type AttemptList = z.output<typeof AttemptList>;

/** How long a job may run until it is asked to stop, and until it is ended. */
export const JobLimits = z.strictObject({
  softSeconds: z.number().positive().optional(),
  hardSeconds: z.number().positive().optional(),
});
export type JobLimits = z.output<typeof JobLimits>;

export const Artifact = z.object({
  id: z.uuid(),
  jobId: z.uuid(),
  name: z.string(),
  kind: z.enum([
    'subtitles',
    'transcript',
    'vocabulary',
    'deck',
    'document',
    'media',
    'quality',
    'report',
    'picture',
    'sound',
    'script',
  ]),
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
  waiting: Waiting.optional(),
  eta: Eta.optional(),
  reused: Reused.optional(),
  /** Attempts begun in this run, the current one included. */
  attempts: z.int().nonnegative(),
  run: z.int().positive(),
  parentId: z.uuid().optional(),
  projectId: z.uuid().optional(),
  priority: Priority,
  limits: JobLimits.optional(),
  runAt: z.iso.datetime().optional(),
  expiresAt: z.iso.datetime().optional(),
  traceId: z.string().optional(),
  /** Where its trace is shown if the collector has kept it, for operators and administrators. */
  traceUrl: z.string().optional(),
  seq: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  finishedAt: z.iso.datetime().optional(),
  /** Until then the output is kept. */
  resultExpiresAt: z.iso.datetime().optional(),
});
export type Job = z.output<typeof Job>;

/** What a job has answered, with what is sensitive opened for its owner. */
export const JobResult = Job.pick({ id: true, type: true, output: true, finishedAt: true, resultExpiresAt: true });
export type JobResult = z.output<typeof JobResult>;

export const JobPage = z.object({ items: z.array(Job), nextCursor: z.string().optional() });
export type JobPage = z.output<typeof JobPage>;

/**
 * What changed with event `seq`: a client lays `change` over the job it has. Null takes away what was there; a new status
 * ends what the job waited for.
 */
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
    waiting: true,
    reused: true,
    attempts: true,
    startedAt: true,
    finishedAt: true,
    resultExpiresAt: true,
  })
    .partial()
    .extend({ waiting: Waiting.nullish() }),
  log: z.array(z.string()).optional(),
});
export type JobEvent = z.output<typeof JobEvent>;

/** The first thing that a subscriber gets; events after it have a greater `seq`. */
export const JobSnapshot = z.object({ job: Job, children: z.array(Job), artifacts: z.array(Artifact) });
export type JobSnapshot = z.output<typeof JobSnapshot>;

/** What a job has said; `seq` is the number of the event that brought it. */
export const LogEntry = z.object({
  seq: z.int().positive(),
  run: z.int().positive(),
  at: z.iso.datetime(),
  lines: z.array(z.string()),
});
export type LogEntry = z.output<typeof LogEntry>;

export const JobLog = z.object({ items: z.array(LogEntry), nextCursor: z.string().optional() });
export type JobLog = z.output<typeof JobLog>;

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
