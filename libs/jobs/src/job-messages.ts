import { FileKey } from '@polyspool/contracts/files';
import { Artifact, JobError } from '@polyspool/contracts/job-status';
import { z } from 'zod';

/** What a job carries through Redis. */
export interface QueuedJob {
  readonly input: Record<string, unknown>;
  readonly run: number;
  readonly parentId?: string;
  readonly index?: number;
  readonly traceparent?: string | undefined;
  /** A job that is not started by then ends as expired. Milliseconds since 1970. */
  readonly expiresAtMs?: number | undefined;
}

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
  /** How many children the handler waits for. */
  children: z.int().optional(),
  /** Why this attempt failed: BullMQ's own stream tells only of the last one. */
  error: JobError.optional(),
});
export type ProgressMessage = Readonly<z.output<typeof ProgressMessage>>;

export const StoredArtifact = Artifact.pick({ name: true, kind: true, mediaType: true, language: true }).extend({
  key: FileKey,
  bytes: z.int(),
  sha256: z.string(),
});
export type StoredArtifact = Readonly<z.output<typeof StoredArtifact>>;

/** What a worker answers at the end; the artifacts are those of this execution. */
export const CompletedMessage = z.object({
  start: z.int(),
  execution: z.uuid(),
  output: z.unknown(),
  artifacts: z.array(StoredArtifact),
});
export type CompletedMessage = Readonly<z.output<typeof CompletedMessage>>;
