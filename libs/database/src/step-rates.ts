import type { Statements } from './database.js';
import { perJob, slotTime, wholeJob, type LearnedRate } from './learned-rates.js';

/** A step that a job has done. */
export interface StepTaken {
  readonly type: string;
  readonly step: string;
  readonly seconds: number;
  readonly unit: string | null;
  readonly amount: number | null;
  /** What the job has taken from work done before would have lasted so long. */
  readonly savedSeconds: number;
}

/** How a first forecast did: actual seconds divided by forecast seconds. */
export interface ForecastRatio {
  readonly type: string;
  readonly ratio: number;
}

const rateSamples = 50;
const ratioSamples = 200;

/**
 * Learns from steps that were done and from jobs that have succeeded, in the transaction that records them. What was
 * mostly taken from work done before, and what was tried more than once, teaches nothing about how long it takes.
 */
export async function learn(
  tx: Statements,
  taken: readonly StepTaken[],
  succeeded: readonly string[],
): Promise<ForecastRatio[]> {
  const jobs = succeeded.length ? await tx.query<DoneJob>(doneJobs, [succeeded]) : [];
  const whole = jobs.flatMap((job) => {
    if (job.attempts > 1 || job.run > 1) return [];
    const slots = job.childSeconds ?? job.seconds;
    return [...samplesOf({ ...job, step: wholeJob }), ...samplesOf({ ...job, step: slotTime, seconds: slots })];
  });
  await keepSamples(tx, [...taken.flatMap(samplesOf), ...whole]);
  const ratios = jobs.flatMap(({ type, ratio }) => (ratio === null ? [] : { type, ratio }));
  await keepRatios(tx, ratios);
  return ratios;
}

export function learnedRates(statements: Statements): Promise<LearnedRate[]> {
  return statements.query('SELECT type, step, unit, samples FROM step_rates ORDER BY type, step, unit');
}

export function forecastErrors(statements: Statements): Promise<{ type: string; ratios: number[] }[]> {
  return statements.query('SELECT type, ratios FROM eta_errors ORDER BY type');
}

interface DoneJob extends Omit<StepTaken, 'step'> {
  readonly run: number;
  readonly attempts: number;
  readonly childSeconds: number | null;
  readonly ratio: number | null;
}

interface Sample {
  readonly type: string;
  readonly step: string;
  readonly unit: string;
  readonly seconds: number;
}

function samplesOf({ type, step, seconds, unit, amount, savedSeconds }: StepTaken): Sample[] {
  if (savedSeconds > seconds) return [];
  const alone = { type, step, unit: perJob, seconds: Math.max(0, seconds) };
  return unit && amount ? [alone, { ...alone, unit, seconds: alone.seconds / amount }] : [alone];
}

async function keepSamples(tx: Statements, samples: readonly Sample[]) {
  const byKey = Map.groupBy(samples, ({ type, step, unit }) => [type, step, unit].join('\n'));
  const newest = [...byKey.values()].flatMap((alike) => alike.slice(-rateSamples));
  if (!newest.length) return;
  const column = (field: keyof Sample) => newest.map((sample) => sample[field]);
  await tx.execute(addSamples, [column('type'), column('step'), column('unit'), column('seconds'), rateSamples]);
}

async function keepRatios(tx: Statements, ratios: readonly ForecastRatio[]) {
  if (!ratios.length) return;
  await tx.execute(addRatios, [ratios.map(({ type }) => type), ratios.map(({ ratio }) => ratio), ratioSamples]);
}

// Less than a second is neither forecast nor measured: both count as one.
const doneJobs = `
  SELECT type, run, attempts, work_unit AS unit, work_amount AS amount,
    coalesce((reused ->> 'savedSeconds')::float8, 0) AS "savedSeconds",
    extract(epoch FROM finished_at - started_at)::float8 AS seconds,
    CASE WHEN child_count > 0 THEN (
      SELECT sum(extract(epoch FROM c.finished_at - c.started_at))::float8 FROM jobs c
      WHERE c.parent_id = jobs.id AND c.run = jobs.run AND c.status = 'succeeded'
    ) END AS "childSeconds",
    CASE WHEN run = 1 AND eta_at IS NOT NULL THEN greatest(extract(epoch FROM finished_at - eta_told_at), 1)::float8
      / greatest(extract(epoch FROM eta_at - eta_told_at), 1)::float8 END AS ratio
  FROM jobs WHERE id = ANY($1) AND started_at IS NOT NULL`;

// In one order, so that two writers do not lock each other out.
const addSamples = `
  INSERT INTO step_rates (type, step, unit, samples, updated_at)
  SELECT type, step, unit, array_agg(seconds), now() FROM unnest($1::text[], $2::text[], $3::text[], $4::real[])
    AS x(type, step, unit, seconds) GROUP BY type, step, unit ORDER BY type, step, unit
  ON CONFLICT (type, step, unit) DO UPDATE SET updated_at = now(), samples = (step_rates.samples || excluded.samples)
    [greatest(1, cardinality(step_rates.samples) + cardinality(excluded.samples) - $5::int + 1):]`;

const addRatios = `
  INSERT INTO eta_errors (type, ratios, updated_at)
  SELECT type, array_agg(ratio), now() FROM unnest($1::text[], $2::real[]) AS x(type, ratio) GROUP BY type ORDER BY type
  ON CONFLICT (type) DO UPDATE SET updated_at = now(), ratios = (eta_errors.ratios || excluded.ratios)
    [greatest(1, cardinality(eta_errors.ratios) + cardinality(excluded.ratios) - $3::int + 1):]`;
