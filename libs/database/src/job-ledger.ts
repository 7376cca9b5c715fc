import type { JobError, JobStatus } from '@polyspool/contracts/job-status';
import type { Statements } from './database.js';
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

/** The writer's side of the jobs table: only job-status uses it. Always inside a transaction. */
export class JobLedger {
  /** Which dispatch each job is in. */
  async dispatches(tx: Statements, ids: readonly string[]): Promise<Map<string, number>> {
    const rows = await tx.query<{ id: string; dispatch: number }>('SELECT id, dispatch FROM jobs WHERE id = ANY($1)', [
      ids,
    ]);
    return new Map(rows.map((row) => [row.id, row.dispatch]));
  }

  /** Children that Redis knows before Postgres does, or in a newer dispatch: a row, or a new start of the row. */
  async adopt(tx: Statements, queue: string, children: readonly ChildOfQueue[]) {
    if (!children.length) return;
    const column = (field: keyof ChildOfQueue) => children.map((child) => child[field]);
    await tx.execute(adoptChildren, [
      queue,
      column('id'),
      column('parentId'),
      column('index'),
      column('type'),
      column('run'),
      column('dispatch'),
      children.map((child) => storableJson(child.input)),
    ]);
  }

  /** Locks the jobs and their parents, always in the order of ids: so two readers cannot lock each other out. */
  async lock(tx: Statements, ids: readonly string[]): Promise<Map<string, LedgerRow>> {
    const rows = await tx.query<LedgerRow>(
      `SELECT id, parent_id AS "parentId", type, queue, traceparent, status, run, dispatch, start, attempts, seq, percent,
         step, message, child_count AS "childCount", output, error, started_at AS "startedAt", finished_at AS "finishedAt"
       FROM jobs WHERE id = ANY($1) OR id IN (SELECT parent_id FROM jobs WHERE id = ANY($1)) ORDER BY id FOR UPDATE`,
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
      `SELECT parent_id AS id, sum(CASE WHEN finished_at IS NULL THEN percent ELSE 100 END) AS sum
       FROM jobs WHERE parent_id = ANY($1) GROUP BY parent_id`,
      [parentIds],
    );
    return new Map(rows.map((row) => [row.id, Number(row.sum)]));
  }
}

const adoptChildren = `
  INSERT INTO jobs (id, parent_id, child_index, user_id, project_id, traceparent, queue, type, run, dispatch, input, dispatched_at)
  SELECT x.id, x.parent, x.index, p.user_id, p.project_id, p.traceparent, $1, x.type, x.run, x.dispatch, x.input, clock_timestamp()
  FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::int[], $7::int[], $8::jsonb[])
    AS x(id, parent, index, type, run, dispatch, input) JOIN jobs p ON p.id = x.parent
  ON CONFLICT (id) DO UPDATE SET dispatch = excluded.dispatch, run = excluded.run, start = 0,
    status = CASE WHEN excluded.run > jobs.run THEN 'queued' ELSE jobs.status END,
    percent = CASE WHEN excluded.run > jobs.run THEN 0 ELSE jobs.percent END,
    error = CASE WHEN excluded.run > jobs.run THEN NULL ELSE jobs.error END,
    finished_at = CASE WHEN excluded.run > jobs.run THEN NULL ELSE jobs.finished_at END
  WHERE excluded.dispatch > jobs.dispatch`;

const saveRows = `
  UPDATE jobs SET status = x.status, start = x.start, attempts = x.attempts, seq = x.seq, percent = x.percent, step = x.step,
    message = x.message, child_count = x.child_count, output = x.output, error = x.error,
    started_at = x.started_at, finished_at = x.finished_at
  FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::int[], $6::real[], $7::text[], $8::text[], $9::int[],
    $10::jsonb[], $11::jsonb[], $12::timestamptz[], $13::timestamptz[])
    AS x(id, status, start, attempts, seq, percent, step, message, child_count, output, error, started_at, finished_at)
  WHERE jobs.id = x.id`;
