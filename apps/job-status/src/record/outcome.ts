import type { JobEvent } from '@polyspool/contracts/job-status';
import type { AttemptChange } from '@polyspool/database/attempts';
import type { LedgerRow } from '@polyspool/database/job-ledger';
import type { PublishedFile } from '@polyspool/database/published-files';
import type { StepTaken } from '@polyspool/database/step-rates';

/** What one event of the queue has come to, beside the change of its row. */
export interface Outcome {
  readonly type: string;
  readonly change: JobEvent['change'];
  readonly log?: readonly string[] | undefined;
  readonly published?: readonly PublishedFile[];
  readonly attempts?: readonly AttemptChange[];
  readonly steps?: readonly StepTaken[];
  readonly life?: Life;
}

/** What of a job's life is worth a line in the log. */
export type Life = 'enqueued' | 'started' | 'retrying' | 'succeeded' | 'failed' | 'cancelled' | 'expired';

/** The current step is over: how long it took teaches what to forecast. */
export function stepTaken(row: LedgerRow, at: Date): StepTaken[] {
  const { type, step, stepAt, workUnit: unit, workAmount: amount, reused } = row;
  if (!step || !stepAt) return [];
  const seconds = Math.max(0, at.getTime() - stepAt.getTime()) / 1_000;
  return [{ type, step, seconds, unit, amount, savedSeconds: reused?.savedSeconds ?? 0 }];
}
