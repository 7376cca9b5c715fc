import type { z } from 'zod';
import type { JobContract, OutputOf } from '../define-jobs.js';

type Fields = Readonly<Record<string, unknown>>;

/** What is asked for here, where a task is asked for there. */
export interface TaskRequest {
  readonly input: Fields;
  readonly projectId?: string | undefined;
}

/** A Celery task of a system before this one: what it is called with, and which job does it here. */
export interface CeleryTask {
  readonly job: JobContract;
  /** Its keyword arguments; in this order where they come without names. */
  readonly parameters: z.ZodObject;
  readonly request: (given: Fields) => TaskRequest;
}

export function celeryTask<Parameters extends z.ZodObject>(
  job: JobContract,
  parameters: Parameters,
  request: (given: z.output<Parameters>) => TaskRequest,
): CeleryTask {
  // Whoever calls has parsed them.
  return { job, parameters, request: request as CeleryTask['request'] };
}

/** A file that a job has published. */
export interface TaskFile {
  readonly name: string;
  readonly kind: string;
  readonly language?: string | undefined;
  readonly url: string;
}

/** A job that has succeeded, with all that its task would answer of it. */
export interface FinishedTask<Contract extends JobContract = JobContract> {
  readonly input: Fields;
  readonly output: OutputOf<Contract>;
  readonly files: readonly TaskFile[];
  /** Lemmas of the output that the caller knows already. */
  readonly known: ReadonlySet<string>;
}

export type TaskResult = (finished: FinishedTask) => unknown;

export const resultOf = <Contract extends JobContract>(
  { name }: Contract,
  view: (finished: FinishedTask<Contract>) => unknown,
): readonly [string, TaskResult] => [name, view as TaskResult];
