import type { Job, Problem } from './generated/contract.js';

/** What went wrong. `code` is stable (`/problems` of the server lists them); those of the SDK itself begin with `client.`. */
export class PolyspoolError extends Error {
  override readonly name = 'PolyspoolError';
  readonly code: string;
  /** Of the HTTP answer; 0 where there was none. */
  readonly status: number;
  readonly detail: string;
  /** How long the server asks to wait before the next try. */
  readonly retryAfterMs: number | undefined;
  readonly traceId: string | undefined;
  /** Where the input is at fault, as JSON pointers. */
  readonly faults: NonNullable<Problem['errors']>;
  /** The job that has not succeeded, where that is the error. */
  readonly job: Job | undefined;

  constructor(problem: ErrorFields, options?: ErrorOptions) {
    super(problem.detail, options);
    this.code = problem.code;
    this.status = problem.status ?? 0;
    this.detail = problem.detail;
    this.retryAfterMs = problem.retryAfterMs;
    this.traceId = problem.traceId;
    this.faults = problem.errors ?? [];
    this.job = problem.job;
  }

  static from(error: unknown): PolyspoolError {
    if (error instanceof PolyspoolError) return error;
    const detail = error instanceof Error ? error.message : String(error);
    return new PolyspoolError({ code: 'client.failed', detail }, { cause: error });
  }
}

export interface ErrorFields {
  readonly code: string;
  readonly detail: string;
  readonly status?: number;
  readonly retryAfterMs?: number | undefined;
  readonly traceId?: string | undefined;
  readonly errors?: Problem['errors'] | undefined;
  readonly job?: Job | undefined;
}

/** The job has ended, and not well. */
export function failureOf(job: Job): PolyspoolError {
  const { code, detail } = job.error ?? { code: `job.${job.status}`, detail: `The job ${job.id} is ${job.status}` };
  return new PolyspoolError({ code, detail, traceId: job.traceId, job });
}
