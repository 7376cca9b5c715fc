import { catalogue } from '@polyspool/contracts/catalogue';
import { contractDefaults } from '@polyspool/contracts/define-jobs';
import type { Attempt } from '@polyspool/contracts/job-status';
import type { LedgerRow } from '@polyspool/database/job-ledger';
import { parseFailure } from '@polyspool/jobs/job-failure';
import type { CompletedMessage } from '@polyspool/jobs/job-messages';
import { enterAttempt, leaveAttempt } from './enter-attempt.js';
import { type Outcome, stepTaken } from './outcome.js';
import { endWait } from './set-wait.js';

export function succeed(row: LedgerRow, completed: CompletedMessage, at: Date): Outcome {
  const { output, artifacts, reused = row.reused, traceparent = row.traceparent } = completed;
  const contract = catalogue.get(row.type);
  const steps = stepTaken(row, at);
  const attempts = [...enterAttempt(row, completed, at), ...leaveAttempt(row, 'succeeded', at)];
  endWait(row);
  Object.assign(row, {
    status: 'succeeded',
    output,
    reused,
    traceparent,
    percent: 100,
    step: contract?.steps.at(-1) ?? row.step,
    message: 'Done',
    error: null,
    finishedAt: at,
    resultExpiresAt: new Date(at.getTime() + (contract?.resultKeptMs ?? contractDefaults.resultKeptMs)),
  });
  return {
    type: 'succeeded',
    change: {
      status: 'succeeded',
      percent: 100,
      step: row.step ?? undefined,
      message: 'Done',
      output,
      attempts: row.attempts,
      reused: reused ?? undefined,
      finishedAt: at.toISOString(),
      resultExpiresAt: row.resultExpiresAt?.toISOString(),
    },
    published: artifacts.map(({ key, ...file }) => ({ ...file, jobId: row.id, storageKey: key })),
    attempts,
    steps,
    life: 'succeeded',
  };
}

export function fail(row: LedgerRow, reason: string, at: Date): Outcome {
  const error = parseFailure(reason);
  const [status, attempt] = ends[error.code] ?? (['failed', 'failed'] as const);
  const attempts = leaveAttempt(row, attempt, at, error);
  endWait(row);
  Object.assign(row, { status, error: status === 'cancelled' ? null : error, finishedAt: at });
  const change = { status, error: row.error ?? undefined, finishedAt: at.toISOString() };
  return { type: status, change, attempts, life: status };
}

/** How the job and its attempt end where it is not simply a failure. */
const ends: Readonly<
  Record<string, readonly ['failed' | 'cancelled' | 'expired', Exclude<Attempt['outcome'], 'running'>]>
> = {
  'job.cancelled': ['cancelled', 'cancelled'],
  'job.expired': ['expired', 'cancelled'],
  'job.poison': ['failed', 'lost'],
};
