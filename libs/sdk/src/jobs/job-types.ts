import type { Artifact, Job as AnyJob, JobEvent, JobTypes } from '../generated/contract.js';
import type { CreateOptions, Transport } from '../options.js';

/** The name of a job kind. */
export type JobType = keyof JobTypes & string;

/** What a job of the kind is given; of kinds that this version does not know, anything. */
export type InputOf<Type extends string> = Type extends JobType
  ? JobTypes[Type]['input'] &
      (JobTypes[Type]['input'] extends { glossary?: unknown } ? { glossaryId?: string } : unknown)
  : Record<string, unknown>;

/** What it answers. */
export type OutputOf<Type extends string> = Type extends JobType ? JobTypes[Type]['output'] : unknown;

/** A job as the server tells it. */
export type Job<Type extends string = string> = Omit<AnyJob, 'type' | 'output'> & {
  readonly type: Type;
  readonly output?: OutputOf<Type>;
};

export type JobOptions = CreateOptions &
  Readonly<{
    /** Its members see the job. */
    projectId?: string | undefined;
    /** `urgent` goes first. */
    priority?: AnyJob['priority'] | undefined;
    /** Not before. */
    runAt?: Date | string | undefined;
    /** What has not been started by then ends as expired. */
    expiresAt?: Date | string | undefined;
    /** One of the caller's webhooks, that is told of the end whatever it listens to. */
    webhook?: string | undefined;
    limits?: NonNullable<AnyJob['limits']> | undefined;
  }>;

/** How a job is, whenever that has changed. */
export interface JobUpdate<Type extends string = string> {
  readonly job: Job<Type>;
  readonly children: readonly AnyJob[];
  /** Of the job and its children, as far as they were published when the connection was made. */
  readonly artifacts: readonly Artifact[];
  /** What has changed; none where it is told how things are: first of all, and after an interruption. */
  readonly event?: JobEvent | undefined;
  readonly via: Transport;
}

export const isTerminal = (status: AnyJob['status']) =>
  status === 'succeeded' || status === 'failed' || status === 'cancelled' || status === 'expired';
