import type { JobContract, InputOf, OutputOf, StepOf } from '@polyspool/contracts/define-jobs';
import type { EngineName } from '@polyspool/contracts/engines';
import type { FileKey } from '@polyspool/contracts/files';
import type { Artifact, JobError } from '@polyspool/contracts/job-status';
import type { ProvenanceClaims } from '@polyspool/contracts/provenance';
import type { AnyJob, QueueName } from '@polyspool/contracts/catalogue';
import type { Type } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { z } from 'zod';

/** A recipe. It may run twice, and knows no queue and no database. */
export interface JobHandler<C extends JobContract> {
  run(job: RunningJob<C>): Promise<OutputOf<C>>;
}

/** A job in the hands of its handler. */
export interface RunningJob<C extends JobContract = JobContract> {
  readonly id: string;
  /** 1 for the first attempt of a run. */
  readonly attempt: number;
  readonly input: InputOf<C>;
  /** Aborted by the soft limit, by cancel, by shutdown and when another worker took the job over. */
  readonly signal: AbortSignal;
  /** `fraction` (0 to 1) of `step` is done. Sent at most four times a second. */
  report(step: StepOf<C>, fraction: number, message?: string): void;
  log(line: string): void;
  /** Tells how much there is to do, for forecasts: seconds of media, pages. */
  workload(unit: string, amount: number): void;
  /** One call to an engine: in its turn where calls are limited, and counted by the engine's breaker. */
  call<Answer>(engine: EngineName, work: () => Promise<Answer>): Promise<Answer>;
  /** What costs an engine nothing, its voices for one: at once, unless it is down. That it can tell proves nothing of its work. */
  ask<Answer>(engine: EngineName, question: () => Promise<Answer>): Promise<Answer>;
  /** Computes once: a later call of any job with the same name and key parts gets the kept result. */
  step<Result>(
    name: string,
    keyParts: readonly unknown[],
    compute: (files: StepFiles) => Promise<Result>,
  ): Promise<Result>;
  /** Runs one child job for each input and answers when all have ended. What stands before it must be `step`s. */
  children<D extends JobContract>(
    contract: D,
    inputs: readonly z.input<D['input']>[],
    /** Each one's part of the bar; equal parts where nothing is said. */
    weights?: readonly number[],
  ): Promise<ChildResult<D>[]>;
  /** As `children`, but each result is fetched when it is asked for, in order: for more of them than are held at once. */
  childStream<D extends JobContract>(
    contract: D,
    inputs: readonly z.input<D['input']>[],
    weights?: readonly number[],
  ): Promise<AsyncIterable<ChildResult<D>>>;
  /** As `children`, of several kinds beside one another: one list of results for each group. */
  childGroups<const Groups extends readonly ChildGroup[]>(groups: Groups): Promise<ResultsOf<Groups>>;
  /** A file for the owner of the job. It is published if this execution is the one that completes. */
  artifact(file: NewArtifact, content: Content): Promise<void>;
  /** Ends this attempt and begins again after `delayMs`, at no cost in attempts. */
  retryLater(delayMs: number): Promise<never>;
}

export type ChildResult<C extends JobContract> =
  { readonly ok: true; readonly output: OutputOf<C> } | { readonly ok: false; readonly error: JobError };

export interface ChildGroup<C extends JobContract = JobContract> {
  readonly contract: C;
  readonly inputs: readonly z.input<C['input']>[];
  /** Each one's part of the bar; 1 where nothing is said. */
  readonly weights?: readonly number[];
}

export type ResultsOf<Groups extends readonly ChildGroup[]> = {
  -readonly [Index in keyof Groups]: ChildResult<Groups[Index]['contract']>[];
};

export type Content = Readable | Uint8Array | string;
export type NewArtifact = Pick<Artifact, 'name' | 'kind' | 'mediaType' | 'language'> & {
  /** Of what it was made, and how: published as a signed manifest. */
  readonly provenance?: ProvenanceClaims;
};

/** Files that a step keeps beside its result. */
export interface StepFiles {
  keep(name: string, content: Content): Promise<FileKey>;
}

/** One handler for each kind of the queue: a missing, surplus or swapped one does not compile. */
export type HandlersOf<Queue extends QueueName> = {
  readonly [C in Extract<AnyJob, { queue: Queue }> as C['name']]: Type<JobHandler<C>>;
};
