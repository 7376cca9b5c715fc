// @ts-nocheck
import type { JobError, JobStatus } from '@polyspool/contracts/job-status';
import type { Statements } from '@polyspool/database/database';
import { storableJson, storableText } from './storable.js';

/** The part of a job's row that events change. */
export interface LedgerRow {
  readonly id: string;
  readonly parentId: string | null;
  readonly type: string;
  readonly queue: string;
  readonly traceparent: string | null;
  readonly run: number;
  readonly dispatch: number;
  status: JobStatus;
  start: number;
  attempts: number;
  seq: number;
  percent: number;
  step: string | null;
  message: string | null;
  childCount: number;
  output: unknown;
  error: JobError | null;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface ChildOfQueue {
  readonly id: string;
  readonly parentId: string;
  readonly index: number;
  readonly type: string;
  readonly run: number;
  readonly dispatch: number;
  readonly input: Record<string, unknown>;
}

/** A child as its first event, or its new start, tells it. */
export interface Adopted {
  readonly id: string;
  readonly type: string;
  readonly run: number;
  readonly seq: number;
  readonly status: JobStatus;
  readonly percent: number;
  readonly input: Record<string, unknown>;
}

/** The writer's side of the jobs table: only job-status uses it. Always inside a transaction. */
export class JobLedger {
  /** Which dispatch each job is in. */
  async dispatches(tx: Statements, ids: readonly string[]): Promise<Map<string, number>> {
    const rows = await tx.query<{ id: string; dispatch: number }>('SELECT id, dispatch FROM jobs WHERE id = ANY($1)', [
      ids,
    ]);
    return new Map(rows.map((row) => [row.id, row.dispatch]));
  }

  /**
   * Children that Redis knows before Postgres does, or in a newer dispatch: a row, or a new start of the row. Children of
   * a parent that has ended, or is about to, are cancelled with it. Answers what is to be told.
   */
  async adopt(tx: Statements, queue: string, children: readonly ChildOfQueue[]): Promise<Adopted[]> {
    if (!children.length) return [];
    const column = (field: keyof ChildOfQueue) => children.map((child) => child[field]);
    const adopted = await tx.query<Adopted>(adoptChildren, [
      queue,
      column('id'),
      column('parentId'),
      column('index'),
      column('type'),
      column('run'),
      column('dispatch'),
      children.map((child) => storableJson(child.input)),
    ]);
    await tx.execute(cancelOrphans, [adopted.map((child) => child.id)]);
    return adopted;
  }

  /** Locks the jobs and their parents, always in the order of ids: so two readers cannot lock each other out. */
  async lock(tx: Statements, ids: readonly string[]): Promise<Map<string, LedgerRow>> {
    const rows = await tx.query<LedgerRow>(
      `SELECT id, parent_id AS "parentId", type, queue, traceparent, status, run, dispatch, start, attempts, seq, percent,
         step, message, child_count AS "childCount", output, error, started_at AS "startedAt", finished_at AS "finishedAt"
       FROM jobs WHERE id = ANY($1 || ARRAY(SELECT parent_id FROM jobs WHERE id = ANY($1) AND parent_id IS NOT NULL)) ORDER BY id FOR UPDATE`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  async save(tx: Statements, rows: readonly LedgerRow[]) {
    if (!rows.length) return;
    const column = (field: keyof LedgerRow) => rows.map((row) => row[field]);
    const json = (field: 'output' | 'error') =>
      rows.map((row) => (row[field] == null ? null : storableJson(row[field])));
    await tx.execute(saveRows, [
      column('id'),
      column('status'),
      column('start'),
      column('attempts'),
      column('seq'),
      column('percent'),
      column('step'),
      rows.map(({ message }) => message && storableText(message)),
      column('childCount'),
      json('output'),
      json('error'),
      column('startedAt'),
      column('finishedAt'),
    ]);
  }

  /** Sum of the children's percent, by parent. */
  async childPercents(tx: Statements, parentIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await tx.query<{ id: string; sum: number }>(
      `SELECT p.id, sum(CASE WHEN c.finished_at IS NULL THEN c.percent ELSE 100 END) AS sum
       FROM jobs p JOIN jobs c ON c.parent_id = p.id AND c.run = p.run WHERE p.id = ANY($1) GROUP BY p.id`,
      [parentIds],
    );
    return new Map(rows.map((row) => [row.id, Number(row.sum)]));
  }
}

const adoptChildren = `
  INSERT INTO jobs (id, parent_id, child_index, user_id, project_id, traceparent, queue, type, run, dispatch, input, dispatched_at, seq)
  SELECT x.id, x.parent, x.index, p.user_id, p.project_id, p.traceparent, $1, x.type, x.run, x.dispatch, x.input, clock_timestamp(), 1
  FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::int[], $7::int[], $8::jsonb[])
    AS x(id, parent, index, type, run, dispatch, input) JOIN jobs p ON p.id = x.parent ORDER BY x.id
  ON CONFLICT (id) DO UPDATE SET dispatch = excluded.dispatch, run = excluded.run, start = 0,
    seq = CASE WHEN excluded.run > jobs.run OR jobs.finished_at IS NULL THEN jobs.seq + 1 ELSE jobs.seq END,
    status = CASE WHEN excluded.run > jobs.run THEN 'queued' ELSE jobs.status END,
    attempts = CASE WHEN excluded.run > jobs.run THEN 0 ELSE jobs.attempts END,
    percent = CASE WHEN excluded.run > jobs.run THEN 0 ELSE jobs.percent END,
    step = CASE WHEN excluded.run > jobs.run THEN NULL ELSE jobs.step END,
    message = CASE WHEN excluded.run > jobs.run THEN NULL ELSE jobs.message END,
    output = CASE WHEN excluded.run > jobs.run THEN NULL ELSE jobs.output END,
    error = CASE WHEN excluded.run > jobs.run THEN NULL ELSE jobs.error END,
    started_at = CASE WHEN excluded.run > jobs.run THEN NULL ELSE jobs.started_at END,
    finished_at = CASE WHEN excluded.run > jobs.run THEN NULL ELSE jobs.finished_at END
  WHERE excluded.dispatch > jobs.dispatch
  RETURNING id, type, run, seq, status, percent, input`;

const cancelOrphans = `
  INSERT INTO commands (job_id, run, kind) SELECT DISTINCT p.id, p.run, 'cancel' FROM jobs c JOIN jobs p ON p.id = c.parent_id
  WHERE c.id = ANY($1) AND c.finished_at IS NULL AND (p.finished_at IS NOT NULL OR p.status = 'cancelling')`;

const saveRows = `
  UPDATE jobs SET status = x.status, start = x.start, attempts = x.attempts, seq = x.seq, percent = x.percent, step = x.step,
    message = x.message, child_count = x.child_count, output = x.output, error = x.error,
    started_at = x.started_at, finished_at = x.finished_at
  FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::int[], $6::real[], $7::text[], $8::text[], $9::int[],
    $10::jsonb[], $11::jsonb[], $12::timestamptz[], $13::timestamptz[])
    AS x(id, status, start, attempts, seq, percent, step, message, child_count, output, error, started_at, finished_at)
  WHERE jobs.id = x.id`;
