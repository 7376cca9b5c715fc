import { FileKey } from '@polyspool/contracts/files';
import { Artifact, JobError, Reused, WaitReason } from '@polyspool/contracts/job-status';
import { z } from 'zod';

/** What a job carries through Redis. */
export interface QueuedJob {
  /** As packed: what is large lies in storage, what is sensitive is encrypted. */
  readonly input: Record<string, unknown>;
  readonly run: number;
  readonly parentId?: string;
  readonly index?: number;
  readonly traceparent?: string | undefined;
  /** It is one of many children: its trace is its own, and its parent's a link in it. */
  readonly hasOwnTrace?: true | undefined;
  /** Whose job it is, for the log. */
  readonly userId?: string | undefined;
  /** A job that is not started by then ends as expired. Milliseconds since 1970. */
  readonly expiresAtMs?: number | undefined;
  /** BullMQ's: 1 goes first, of 2,097,152. It is the job's turn among all others; a child has its parent's. */
  readonly priority?: number | undefined;
  /** Workers that have ended under it while it ran alone. */
  readonly deaths?: number | undefined;
  /** How often it could not be alone since the last of all deaths under it. */
  readonly vainTries?: { readonly stalls: number; readonly tries: number } | undefined;
  /** Its handler was entered, so that it is late no more; said of jobs with `expiresAtMs`. */
  readonly begun?: boolean | undefined;
  /** Since when it lets jobs go first whose model is loaded. */
  readonly passingSinceMs?: number | undefined;
  /** How often an engine was away that it asked itself. */
  readonly enginesAway?: number | undefined;
  /** A child's part of its parent's bar. */
  readonly weight?: number | undefined;
  /** The job's own limits, where it has asked for any. */
  readonly limits?:
    { readonly softLimitMs?: number | undefined; readonly hardLimitMs?: number | undefined } | undefined;
}

/** What the processes of one entry have used up to now: an attempt that waits in between has several. */
export const Usage = z.object({ peakRssBytes: z.int().nonnegative(), cpuSeconds: z.number().nonnegative() });
export type Usage = Readonly<z.output<typeof Usage>>;

/** Why an attempt failed. The stack is for administrators, and cut to what a message may carry. */
export const FailureReport = JobError.extend({ errorClass: z.string().optional(), stack: z.string().optional() });
export type FailureReport = Readonly<z.output<typeof FailureReport>>;

/** What a worker says while it runs. `start` is BullMQ's attemptsStarted: it grows with each entry of a dispatch. */
export const ProgressMessage = z.object({
  dispatch: z.int(),
  start: z.int(),
  execution: z.uuid(),
  /** 1 for the first attempt of a dispatch. */
  attempt: z.int(),
  percent: z.number().min(0).max(100),
  step: z.string().optional(),
  message: z.string().optional(),
  log: z.array(z.string()).optional(),
  /** The process that runs it: `<host>:<pid>:<id>`. */
  worker: z.string().optional(),
  /** Of the trace in which it goes on, where that is another one from now on. */
  traceparent: z.string().optional(),
  /** How many children the handler waits for, and the sum of their weights. */
  children: z.int().optional(),
  childWeight: z.number().optional(),
  /** That of the children for which it has waited before. */
  childWeightBefore: z.number().optional(),
  /** How much there is to do, as the handler found out. */
  work: z.object({ unit: z.string(), amount: z.number().positive() }).optional(),
  /** What was taken from work done before. */
  reused: Reused.optional(),
  usage: Usage.optional(),
  /** Why it is put off without having failed, and until when. Milliseconds since 1970. */
  wait: z.object({ reason: WaitReason, untilMs: z.int().optional() }).optional(),
  /** Why this attempt failed: BullMQ's own stream tells only of the last one. */
  error: FailureReport.optional(),
});
export type ProgressMessage = Readonly<z.output<typeof ProgressMessage>>;

export const StoredArtifact = Artifact.pick({ name: true, kind: true, mediaType: true, language: true }).extend({
  key: FileKey,
  bytes: z.int(),
  sha256: z.string(),
  /** A signed `ProvenanceManifest`, compact JWS. */
  provenance: z.string().optional(),
});
export type StoredArtifact = Readonly<z.output<typeof StoredArtifact>>;

/** What a worker answers at the end; the artifacts are those of this execution. */
export const CompletedMessage = z.object({
  start: z.int(),
  /** The process that ran it: `<host>:<pid>:<id>`. */
  worker: z.string().optional(),
  /** Of one with a trace of its own. */
  traceparent: z.string().optional(),
  execution: z.uuid(),
  output: z.unknown(),
  artifacts: z.array(StoredArtifact),
  reused: Reused.optional(),
  usage: Usage.optional(),
});
export type CompletedMessage = Readonly<z.output<typeof CompletedMessage>>;
