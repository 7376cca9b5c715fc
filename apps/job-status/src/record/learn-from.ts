import type { Statements } from '@polyspool/database/database';
import type { LedgerRow } from '@polyspool/database/job-ledger';
import { slotTime, wholeJob } from '@polyspool/database/learned-rates';
import { type ForecastRatio, learn, type StepTaken } from '@polyspool/database/step-rates';

/**
 * Learns how long steps and whole jobs take. Postgres is asked only about jobs whose parts held slots too, and about those
 * that somebody was given a forecast of: the row of any other says it all.
 */
export function learnFrom(
  tx: Statements,
  steps: readonly StepTaken[],
  succeeded: readonly LedgerRow[],
): Promise<ForecastRatio[]> {
  const isPlain = (row: LedgerRow) => row.childCount === 0 && row.etaAt === null;
  const plain = succeeded.filter(isPlain).flatMap(timesOf);
  const others = succeeded.filter((row) => !isPlain(row)).map(({ id }) => id);
  return learn(tx, [...steps, ...plain], others);
}

/** Of a job that went through at once; what was tried more than once teaches nothing about how long it takes. */
function timesOf({ type, run, attempts, startedAt, finishedAt, reused, ...row }: LedgerRow): StepTaken[] {
  if (!startedAt || !finishedAt || run > 1 || attempts > 1) return [];
  const seconds = (finishedAt.getTime() - startedAt.getTime()) / 1_000;
  const savedSeconds = reused?.savedSeconds ?? 0;
  const taken = { type, seconds, unit: row.workUnit, amount: row.workAmount, savedSeconds };
  return [wholeJob, slotTime].map((step) => ({ ...taken, step }));
}
