import type { SubmitTarget } from './submit-latency.ts';

/** One side of the comparison: a queue with an API before it and workers behind it. */
export interface Stack {
  readonly name: string;
  /** A job that does nothing. */
  readonly noop: SubmitTarget;
  /** Where the state of a job is asked for. */
  readonly statusPath: (id: string) => string;
  /** Keeps jobs from being started until they are let go. */
  hold(): Promise<void>;
  release(): Promise<void>;
  /** How many of the jobs that were submitted since `hold`, or since the last time there were none, have not ended. */
  unfinished(ids: readonly string[]): Promise<number>;
}
