import type { DeadLetterGroup } from '@polyspool/contracts/dead-letters';
import { AppError } from '@polyspool/contracts/errors';
import type { Job } from '@polyspool/contracts/job-status';
import { In } from 'typeorm';
import type { Database, Statements } from './database.js';
import { JobRow } from './entities/job.js';
import { jobView } from './job-view.js';

export interface NewDeadLetter {
  readonly jobId: string;
  readonly fingerprint: string;
  readonly diedAt: Date;
}

export interface PurgeFilter {
  readonly fingerprint?: string | undefined;
  readonly olderThanDays?: number | undefined;
}

interface GroupCursor {
  readonly lastAt: Date;
  readonly fingerprint: string;
}

/** Failed jobs that wait for somebody to look at them, alike ones together. */
export class DeadLetters {
  constructor(private readonly database: Database) {}

  /** Those with the newest letter first. */
  async groups(limit: number, before?: GroupCursor): Promise<DeadLetterGroup[]> {
    const rows = await this.database.query<GroupRecord>(groupsBefore, [
      limit,
      before?.lastAt ?? null,
      before?.fingerprint ?? null,
    ]);
    return rows.map(({ jobId, detail, firstAt, lastAt, ...group }) => ({
      ...group,
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
      sample: { jobId, detail },
    }));
  }

  /** The jobs of a group, newest first. Throws `deadLetter.unknown`. */
  async jobs(fingerprint: string, limit: number, before?: string): Promise<Job[]> {
    const letters = await this.database.query<{ id: string }>(
      `SELECT job_id AS id FROM dead_letters WHERE fingerprint = $1 AND ($2::uuid IS NULL OR job_id < $2)
       ORDER BY job_id DESC LIMIT $3`,
      [fingerprint, before ?? null, limit],
    );
    if (!letters.length && !before) throw new AppError('deadLetter.unknown', `No dead letter ${fingerprint}`);
    const where = { id: In(letters.map(({ id }) => id)) };
    const rows = await this.database.entities((manager) => manager.find(JobRow, { where, order: { id: 'DESC' } }));
    return rows.map(jobView);
  }

  /** The letters, not their jobs. Answers how many. Throws `filter.empty`. */
  async purge({ fingerprint, olderThanDays }: PurgeFilter, dryRun = false): Promise<number> {
    if (fingerprint === undefined && olderThanDays === undefined)
      throw new AppError('filter.empty', 'Say which: fingerprint or olderThanDays');
    const values = [fingerprint ?? null, olderThanDays ?? null];
    if (!dryRun) return this.database.execute(`DELETE FROM dead_letters WHERE ${matching}`, values);
    const [row] = await this.database.query<{ matched: number }>(
      `SELECT count(*)::int AS matched FROM dead_letters WHERE ${matching}`,
      values,
    );
    return row?.matched ?? 0;
  }
}

/** How many there are. Queues without any are left out. */
export async function deadLettersByQueue(database: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await database.query<{ queue: string; letters: number }>(
    'SELECT queue, count(*)::int AS letters FROM dead_letters JOIN jobs ON jobs.id = job_id GROUP BY queue',
  );
  return new Map(rows.map(({ queue, letters }) => [queue, letters]));
}

/** In the transaction that ends the jobs. Answers the fingerprints that no letter had before. */
export async function bury(tx: Statements, letters: readonly NewDeadLetter[]): Promise<Set<string>> {
  if (!letters.length) return new Set();
  const rows = await tx.query<{ fingerprint: string }>(buryAll, [
    letters.map(({ jobId }) => jobId),
    letters.map(({ fingerprint }) => fingerprint),
    letters.map(({ diedAt }) => diedAt),
  ]);
  return new Set(rows.map((row) => row.fingerprint));
}

/** What kind of error each of the failed jobs has ended with, where its worker told. */
export async function errorClasses(tx: Statements, jobIds: readonly string[]): Promise<Map<string, string>> {
  if (!jobIds.length) return new Map();
  const rows = await tx.query<{ id: string; errorClass: string }>(
    `SELECT jobs.id, last.error ->> 'errorClass' AS "errorClass" FROM jobs JOIN LATERAL (
       SELECT error FROM attempts WHERE job_id = jobs.id AND run = jobs.run ORDER BY attempt DESC LIMIT 1
     ) last ON last.error ->> 'errorClass' IS NOT NULL WHERE jobs.id = ANY($1)`,
    [jobIds],
  );
  return new Map(rows.map((row) => [row.id, row.errorClass]));
}

interface GroupRecord extends Pick<DeadLetterGroup, 'fingerprint' | 'type' | 'code' | 'count'> {
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly jobId: string;
  readonly detail: string;
}

const matching = `($1::text IS NULL OR fingerprint = $1) AND ($2::float8 IS NULL OR died_at < now() - $2 * interval '1 day')`;

const buryAll = `
  WITH letter AS (SELECT * FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS x(job_id, fingerprint, died_at)),
  put AS (
    INSERT INTO dead_letters (job_id, fingerprint, died_at) SELECT * FROM letter
    ON CONFLICT (job_id) DO UPDATE SET fingerprint = excluded.fingerprint, died_at = excluded.died_at
  )
  SELECT DISTINCT fingerprint FROM letter
  WHERE NOT EXISTS (SELECT 1 FROM dead_letters known WHERE known.fingerprint = letter.fingerprint)`;

const groupsBefore = `
  WITH alike AS (
    SELECT fingerprint, count(*)::int AS count, min(died_at) AS first_at, max(died_at) AS last_at
    FROM dead_letters GROUP BY fingerprint
    HAVING $2::timestamptz IS NULL OR (max(died_at), fingerprint) < ($2, $3) ORDER BY last_at DESC, fingerprint DESC LIMIT $1
  )
  SELECT alike.fingerprint, jobs.type, jobs.error ->> 'code' AS code, count, first_at AS "firstAt", last_at AS "lastAt",
    jobs.id AS "jobId", coalesce(jobs.error ->> 'detail', '') AS detail
  FROM alike JOIN LATERAL (
    SELECT job_id FROM dead_letters WHERE fingerprint = alike.fingerprint ORDER BY died_at DESC LIMIT 1
  ) newest ON true JOIN jobs ON jobs.id = newest.job_id ORDER BY last_at DESC, fingerprint DESC`;
