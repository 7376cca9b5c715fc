import type { Database } from './database.js';
import { type JobUnderWay, secondsLeft } from './forecast.js';
import { type LearnedRates, none, plus, type Seconds, slotTime, type Work } from './learned-rates.js';

/** Where a job stands. */
export interface Place {
  /** 1 is next. */
  readonly position: number;
  /** What slots have to do before it starts. Undefined: nobody can say. */
  readonly ahead: Seconds | undefined;
  /** Jobs of the queue that hold a slot. */
  readonly running: number;
}

/** All that wait for a slot of a queue, as they stand at one moment. */
export interface QueueLine {
  placeOf(id: string): Place;
}

/** In the order of their turns, in which they are dispatched, and in which Redis hands them out as well. */
export async function queueLine(database: Database, queue: string, rates: LearnedRates): Promise<QueueLine> {
  const held = await database.query<HeldJob>(inLine, [queue]);
  const running = held.filter(({ status }) => status === 'running');
  let ahead: Seconds | undefined = running.map((job) => slotSecondsLeft(job, rates)).reduce(plusKnown, none);
  const places = new Map<string, Place>();
  for (const job of held.filter(({ status }) => status !== 'running')) {
    places.set(job.id, { position: places.size + 1, ahead, running: running.length });
    ahead = plusKnown(ahead, rates.of(job.type, slotTime, workOf(job)));
  }
  // One that is not among them has come since they were looked at.
  const end = { position: places.size + 1, ahead, running: running.length };
  return { placeOf: (id) => places.get(id) ?? end };
}

interface LineJob {
  readonly id: string;
  readonly type: string;
  readonly unit: string | null;
  readonly amount: number | null;
}

interface HeldJob extends LineJob {
  readonly status: 'queued' | 'scheduled' | 'retrying' | 'running';
  readonly percent: number;
  readonly step: string | null;
  readonly seconds: number;
  readonly secondsInStep: number;
}

export const workOf = ({ unit, amount }: Pick<LineJob, 'unit' | 'amount'>): Work | undefined =>
  unit && amount ? { unit, amount } : undefined;

export function underWay(job: Omit<HeldJob, 'status' | 'id'>, runs: boolean): JobUnderWay {
  const { type, percent, step, seconds, secondsInStep } = job;
  return { type, percent, step, work: workOf(job), running: runs ? { seconds, secondsInStep } : undefined };
}

const slotSecondsLeft = (job: HeldJob, rates: LearnedRates) => secondsLeft(underWay(job, true), rates);

const plusKnown = (a: Seconds | undefined, b: Seconds | undefined) => a && b && plus(a, b);

/** Columns that a forecast needs of a running job. */
export const progressColumns = `type, percent, step, work_unit AS unit, work_amount AS amount,
  coalesce(extract(epoch FROM now() - started_at), 0)::float8 AS seconds,
  coalesce(extract(epoch FROM now() - step_at), 0)::float8 AS "secondsInStep"`;

// Children too: they hold slots as any job does. A parent that waits for them holds none.
const inLine = `
  SELECT id, status, ${progressColumns} FROM jobs
  WHERE queue = $1 AND finished_at IS NULL AND (status = 'queued' OR (status = 'scheduled' AND run_at <= now())
    OR (status = 'retrying' AND wait_reason IS NULL) OR (status = 'running' AND wait_reason IS DISTINCT FROM 'children'))
  ORDER BY turn_at, dispatched_at, child_index, id`;
