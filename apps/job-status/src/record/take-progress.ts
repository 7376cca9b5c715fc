import type { JobEvent } from '@polyspool/contracts/job-status';
import type { LedgerRow } from '@polyspool/database/job-ledger';
import type { FailureReport, ProgressMessage } from '@polyspool/jobs/job-messages';
import { enterAttempt, leaveAttempt } from './enter-attempt.js';
import { type Outcome, stepTaken } from './outcome.js';
import { setWait } from './set-wait.js';

/** Lays what a worker says of its job over the row. What an older start says is not heard. */
export function takeProgress(row: LedgerRow, message: ProgressMessage, at: Date): Outcome | undefined {
  if (message.start < row.start) return undefined;
  const attemptsBefore = row.attempts;
  const entered = enterAttempt(row, message, at);
  takeChildren(row, message);
  row.traceparent = message.traceparent ?? row.traceparent;
  row.workUnit = message.work?.unit ?? row.workUnit;
  row.workAmount = message.work?.amount ?? row.workAmount;
  row.reused = message.reused ?? row.reused;
  const shared: JobEvent['change'] = { attempts: row.attempts, ...(message.reused && { reused: message.reused }) };
  if (message.error) return takeFailure(row, message.error, { shared, entered, at });
  const wait = message.wait ? setWait(row, message.wait.reason, message.wait.untilMs) : {};
  const steps = moveBar(row, message, at);
  const bar = steps && { percent: row.percent, step: row.step ?? undefined, message: row.message ?? undefined };
  return {
    type: 'progress',
    change: { ...shared, ...bar, ...wait },
    log: message.log,
    attempts: entered,
    steps: steps ?? [],
    ...(row.attempts > attemptsBefore && { life: 'started' }),
  };
}

/** An entry after a wait asks again for the children of all waits before: that is no news. */
function takeChildren(
  row: LedgerRow,
  { children = 0, childWeight = children, childWeightBefore = 0 }: ProgressMessage,
) {
  row.childCount = Math.max(row.childCount, children);
  if (childWeight < row.childWeight || children === 0) return;
  row.childWeight = childWeight;
  row.childWeightBefore = childWeightBefore;
}

/** A retry, and an entry after the children, begin at the top again: the bar does not go back. Undefined: it stays. */
function moveBar(row: LedgerRow, message: ProgressMessage, at: Date) {
  const percent = Math.round(message.percent * 100) / 100;
  if (percent < row.percent) return undefined;
  row.percent = percent;
  row.message = message.message ?? row.message;
  if (!message.step || message.step === row.step) return [];
  const steps = stepTaken(row, at);
  row.step = message.step;
  row.stepAt = at;
  return steps;
}

interface Failing {
  readonly shared: JobEvent['change'];
  readonly entered: Outcome['attempts'];
  readonly at: Date;
}

function takeFailure(row: LedgerRow, error: FailureReport, { shared, entered = [], at }: Failing): Outcome {
  row.message = error.detail;
  const left = leaveAttempt(row, error.code === 'job.cancelled' ? 'cancelled' : 'failed', at, error);
  return {
    type: 'attempt-failed',
    change: { ...shared, message: error.detail },
    log: [`${error.code}: ${error.detail}`],
    attempts: [...entered, ...left],
  };
}
