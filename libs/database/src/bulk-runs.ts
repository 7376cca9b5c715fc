import { AppError } from '@polyspool/contracts/errors';
import type { RetryResult } from '@polyspool/contracts/queue-status';
import type { Database } from './database.js';
import { type BeginOptions, type JobRuns, resumable } from './job-runs.js';

export interface EndedFilter {
  readonly type?: string | undefined;
  /** `failed` where nothing is said: what somebody has cancelled stays so unless it is asked for. */
  readonly status?: 'failed' | 'cancelled' | 'expired' | undefined;
  /** Code of the error. */
  readonly code?: string | undefined;
  /** When it ended. */
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  readonly ids?: readonly string[] | undefined;
}

export type DeadLetterChoice =
  { readonly fingerprint: string } | { readonly jobIds: readonly string[] } | { readonly all: true };

export interface BulkOptions extends BeginOptions {
  readonly dryRun: boolean;
}

const mostAtOnce = 10_000;

/** New runs of many ended jobs, those that ended first before the others. */
export class BulkRuns {
  constructor(
    private readonly database: Database,
    private readonly runs: JobRuns,
  ) {}

  /** Throws `filter.empty`: nobody means all that has ever failed. */
  async retry(filter: EndedFilter, ownerId: string | undefined, options: BulkOptions): Promise<RetryResult> {
    const { type, status, code, since, until, ids } = filter;
    const asked = [type, status, code, since, until, ids];
    if (asked.every((value) => value === undefined)) throw new AppError('filter.empty', 'Say which jobs');
    const statuses = [status ?? (ids ? resumable : 'failed')].flat();
    const values = [ownerId, type, code, since, until, ids].map((value) => value ?? null);
    return this.#run(endedJobs, [statuses, ...values], options);
  }

  /** Throws `deadLetter.unknown` where there is none. */
  async replay(choice: DeadLetterChoice, options: BulkOptions): Promise<RetryResult> {
    const fingerprint = 'fingerprint' in choice ? choice.fingerprint : null;
    const jobIds = 'jobIds' in choice ? choice.jobIds : null;
    const result = await this.#run(deadJobs, [fingerprint, jobIds], options);
    if (!result.matched && !('all' in choice))
      throw new AppError('deadLetter.unknown', 'None of these is a dead letter');
    return result;
  }

  async #run(sql: string, values: readonly unknown[], { dryRun, ...options }: BulkOptions): Promise<RetryResult> {
    const rows = await this.database.query<{ id: string; matched: number }>(sql, values);
    const ids = rows.map((row) => row.id);
    const retried = dryRun ? 0 : await this.runs.begin(ids, options);
    return { matched: rows[0]?.matched ?? 0, retried };
  }
}

const endedJobs = `
  SELECT id, count(*) OVER ()::int AS matched FROM jobs
  WHERE parent_id IS NULL AND status = ANY($1) AND ($2::uuid IS NULL OR user_id = $2) AND ($3::text IS NULL OR type = $3)
    AND ($4::text IS NULL OR error->>'code' = $4) AND ($5::timestamptz IS NULL OR finished_at >= $5)
    AND ($6::timestamptz IS NULL OR finished_at < $6) AND ($7::uuid[] IS NULL OR id = ANY($7))
  ORDER BY finished_at, id LIMIT ${mostAtOnce}`;

const deadJobs = `
  SELECT job_id AS id, count(*) OVER ()::int AS matched FROM dead_letters
  WHERE ($1::text IS NULL OR fingerprint = $1) AND ($2::uuid[] IS NULL OR job_id = ANY($2))
  ORDER BY died_at, job_id LIMIT ${mostAtOnce}`;
