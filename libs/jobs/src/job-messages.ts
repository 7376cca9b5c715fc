import type { NewArtifact } from './job-handler.js';
import type { FileKey } from '@polyspool/contracts/files';
import type { JobError } from '@polyspool/contracts/job-status';

/** What a job carries through Redis. */
export interface QueuedJob {
  readonly input: Record<string, unknown>;
  readonly run: number;
  readonly parentId?: string;
  readonly index?: number;
  readonly traceparent?: string | undefined;
}

/** What a worker says while it runs. `start` is BullMQ's attemptsStarted: it grows with each entry of a dispatch. */
export interface ProgressMessage {
  readonly dispatch: number;
  readonly start: number;
  readonly execution: string;
  /** 1 for the first attempt of a dispatch. */
  readonly attempt: number;
  readonly percent: number;
  readonly step?: string;
  readonly message?: string;
  readonly log?: readonly string[];
  /** How many children the handler waits for. */
  readonly children?: number;
  /** Why this attempt failed: BullMQ's own stream tells only of the last one. */
  readonly error?: JobError;
}

/** What a worker answers at the end; the artifacts are those of this execution. */
export interface CompletedMessage {
  readonly start: number;
  readonly execution: string;
  readonly output: unknown;
  readonly artifacts: readonly StoredArtifact[];
}

export interface StoredArtifact extends NewArtifact {
  readonly key: FileKey;
  readonly bytes: number;
  readonly sha256: string;
}
