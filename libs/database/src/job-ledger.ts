import type { Attempt, JobError, JobStatus, Reused, WaitReason } from '@polyspool/contracts/job-status';
import type { Statements } from './database.js';
import { columnOf, storableJson, storableText } from './storable.js';

/** The part of a job's row that events change. */
export interface LedgerRow {
  readonly id: string;
  readonly userId: string;
  readonly parentId: string | null;
  readonly type: string;
  readonly queue: string;
  /** When its first run could begin: it was made, or was due. */
  readonly readyAt: Date;
  readonly run: number;
  readonly dispatch: number;
  /** The first forecast of its end, where anybody has asked for one. */
  readonly etaAt: Date | null;
  /** Of the trace in which it goes on. */
  traceparent: string | null;
  status: JobStatus;
  start: number;
  attempts: number;
  seq: number;
  percent: number;
  step: string | null;
  message: string | null;
  childCount: number;
  childWeight: number;
  childWeightBefore: number;
  output: unknown;
  error: JobError | null;
  reused: Reused | null;
  /** How its newest attempt stands; without meaning before the first one of a run. */
  attemptOutcome: Attempt['outcome'] | null;
  waitReason: WaitReason | null;
  waitUntil: Date | null;
  workUnit: string | null;
  workAmount: number | null;
  /** Since when the current step has been going on. */
  stepAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  resultExpiresAt: Date | null;
}

export interface ChildOfQueue {
  readonly id: string;
  readonly parentId: string;
  readonly index: number;
  readonly type: string;
  readonly run: number;
  readonly dispatch: number;
  readonly input: Record<string, unknown>;
  /** Its part of its parent's bar. */
  readonly weight: number;
}

/** A child as its first event, or its new start, tells it. */
export interface Adopted {
  readonly id: string;
  readonly userId: string;
  readonly type: string;
  readonly run: number;
  readonly seq: number;
  readonly status: JobStatus;
  readonly percent: number;
  readonly input: Record<string, unknown>;
  readonly traceparent: string | null;
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
      column('weight'),
    ]);
    await tx.execute(cancelOrphans, [adopted.map((child) => child.id)]);
    return adopted;
  }

  /** Locks the jobs and their parents, always in the order of ids: so two readers cannot lock each other out. */
  async lock(tx: Statements, ids: readonly string[]): Promise<Map<string, LedgerRow>> {
    const rows = await tx.query<LedgerRow>(lockRows, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async save(tx: Statements, rows: readonly LedgerRow[]) {
    if (!rows.length) return;
    await tx.execute(saveRows, [
      rows.map((row) => row.id),
      ...saved.map(({ field }) => columnOf(rows.map((row) => storable(field, row[field])))),
    ]);
  }

  /** Sum of the children's percent, each as often as its weight says, by parent. */
  async childPercents(tx: Statements, parentIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await tx.query<{ id: string; sum: number }>(
      `SELECT p.id, sum(c.weight::float8 * CASE WHEN c.finished_at IS NULL THEN c.percent ELSE 100 END) AS sum
       FROM jobs p JOIN jobs c ON c.parent_id = p.id AND c.run = p.run WHERE p.id = ANY($1) GROUP BY p.id`,
      [parentIds],
    );
    return new Map(rows.map((row) => [row.id, Number(row.sum)]));
  }
}

/** What a newer run of a child begins without. */
const emptied = Object.entries({
  status: `'queued'`,
  attempts: '0',
  percent: '0',
  step: 'NULL',
  message: 'NULL',
  child_count: '0',
  child_weight: '0',
  child_weight_before: '0',
  output: 'NULL',
  error: 'NULL',
  reused: 'NULL',
  step_at: 'NULL',
  started_at: 'NULL',
  finished_at: 'NULL',
  result_expires_at: 'NULL',
}).map(([column, value]) => `${column} = CASE WHEN excluded.run > jobs.run THEN ${value} ELSE jobs.${column} END`);

const adoptChildren = `
  INSERT INTO jobs (id, parent_id, child_index, user_id, project_id, traceparent, queue, type, run, dispatch, input, weight, priority, turn_at, dispatched_at, seq)
  SELECT x.id, x.parent, x.index, p.user_id, p.project_id, p.traceparent, $1, x.type, x.run, x.dispatch, x.input, x.weight,
    p.priority, p.turn_at, clock_timestamp(), 1
  FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::int[], $7::int[], $8::jsonb[], $9::real[])
    AS x(id, parent, index, type, run, dispatch, input, weight) JOIN jobs p ON p.id = x.parent ORDER BY x.id
  ON CONFLICT (id) DO UPDATE SET dispatch = excluded.dispatch, run = excluded.run, start = 0, weight = excluded.weight,
    wait_reason = NULL, wait_until = NULL,
    seq = CASE WHEN excluded.run > jobs.run OR jobs.finished_at IS NULL THEN jobs.seq + 1 ELSE jobs.seq END,
    ${emptied.join(', ')}
  WHERE excluded.dispatch > jobs.dispatch
  RETURNING id, user_id AS "userId", type, run, seq, status, percent, input, traceparent`;

const cancelOrphans = `
  INSERT INTO commands (job_id, run, kind) SELECT DISTINCT p.id, p.run, 'cancel' FROM jobs c JOIN jobs p ON p.id = c.parent_id
  WHERE c.id = ANY($1) AND c.finished_at IS NULL AND (p.finished_at IS NOT NULL OR p.status = 'cancelling')`;

/** What events change, and the type of its column. */
const saved: readonly { readonly field: keyof LedgerRow; readonly column: string; readonly type: string }[] = [
  { field: 'traceparent', column: 'traceparent', type: 'text' },
  { field: 'status', column: 'status', type: 'text' },
  { field: 'start', column: 'start', type: 'int' },
  { field: 'attempts', column: 'attempts', type: 'int' },
  { field: 'seq', column: 'seq', type: 'int' },
  { field: 'percent', column: 'percent', type: 'real' },
  { field: 'step', column: 'step', type: 'text' },
  { field: 'message', column: 'message', type: 'text' },
  { field: 'childCount', column: 'child_count', type: 'int' },
  { field: 'childWeight', column: 'child_weight', type: 'real' },
  { field: 'childWeightBefore', column: 'child_weight_before', type: 'real' },
  { field: 'output', column: 'output', type: 'jsonb' },
  { field: 'error', column: 'error', type: 'jsonb' },
  { field: 'reused', column: 'reused', type: 'jsonb' },
  { field: 'attemptOutcome', column: 'attempt_outcome', type: 'text' },
  { field: 'waitReason', column: 'wait_reason', type: 'text' },
  { field: 'waitUntil', column: 'wait_until', type: 'timestamptz' },
  { field: 'workUnit', column: 'work_unit', type: 'text' },
  { field: 'workAmount', column: 'work_amount', type: 'real' },
  { field: 'stepAt', column: 'step_at', type: 'timestamptz' },
  { field: 'startedAt', column: 'started_at', type: 'timestamptz' },
  { field: 'finishedAt', column: 'finished_at', type: 'timestamptz' },
  { field: 'resultExpiresAt', column: 'result_expires_at', type: 'timestamptz' },
];
const json = new Set<keyof LedgerRow>(['output', 'error', 'reused']);
const words = new Set<keyof LedgerRow>(['step', 'message', 'workUnit']);

function storable(field: keyof LedgerRow, value: unknown) {
  if (value == null) return null;
  if (json.has(field)) return storableJson(value);
  if (value instanceof Date) return value.toISOString(); // the driver's own way is slow
  return words.has(field) ? storableText(String(value)) : value;
}

const lockRows = `
  SELECT id, user_id AS "userId", parent_id AS "parentId", type, queue, run, dispatch, eta_at AS "etaAt",
    greatest(created_at, run_at) AS "readyAt",
    ${saved.map(({ field, column }) => `${column} AS "${field}"`).join(', ')}
  FROM jobs WHERE id = ANY($1 || ARRAY(SELECT parent_id FROM jobs WHERE id = ANY($1) AND parent_id IS NOT NULL)) ORDER BY id FOR NO KEY UPDATE`;

const saveRows = `
  UPDATE jobs SET ${saved.map(({ column }) => `${column} = x.${column}`).join(', ')}
  FROM unnest($1::uuid[], ${saved.map(({ type }, index) => `$${index + 2}::${type}[]`).join(', ')})
    AS x(id, ${saved.map(({ column }) => column).join(', ')})
  WHERE jobs.id = x.id`;
