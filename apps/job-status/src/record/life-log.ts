import type { LedgerRow } from '@polyspool/database/job-ledger';
import type { Logger } from '@polyspool/service/logger';
import type { Life } from './outcome.js';

/** A line for the log, written when what it says has been committed. */
export interface LifeLine {
  readonly life: Life;
  readonly fields: Readonly<Record<string, unknown>>;
}

const sentences: Readonly<Record<Life, string>> = {
  enqueued: 'Job enqueued',
  started: 'Job started',
  retrying: 'Job retrying',
  succeeded: 'Job succeeded',
  failed: 'Job failed',
  cancelled: 'Job cancelled',
  expired: 'Job expired',
};

type LivingJob = Pick<LedgerRow, 'id' | 'userId' | 'type' | 'queue' | 'traceparent'> &
  Partial<Pick<LedgerRow, 'error'>>;

export const lifeLine = (row: LivingJob, life: Life, attempt: number): LifeLine => ({
  life,
  fields: {
    jobId: row.id,
    userId: row.userId,
    type: row.type,
    queue: row.queue,
    attempt,
    traceId: row.traceparent?.split('-')[1],
    ...(life === 'failed' && { code: row.error?.code }),
  },
});

export function writeLife(log: Logger, lines: readonly LifeLine[]) {
  // What is enqueued here is a part of a job; the line of the whole is written where it is accepted.
  for (const { life, fields } of lines) log[life === 'enqueued' ? 'debug' : 'info'](fields, sentences[life]);
}
