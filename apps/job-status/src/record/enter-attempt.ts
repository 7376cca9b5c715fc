import type { Attempt } from '@polyspool/contracts/job-status';
import { type AttemptChange, isOpen } from '@polyspool/database/attempts';
import type { LedgerRow } from '@polyspool/database/job-ledger';
import type { CompletedMessage, ProgressMessage } from '@polyspool/jobs/job-messages';

type Entry = Pick<ProgressMessage | CompletedMessage, 'start' | 'worker' | 'usage'>;

/**
 * A word of the entry `start` of the row's dispatch. An entry after a wait goes on with its attempt; any other begins the
 * next one, and what was still open before it is lost. So are entries that nobody has heard of: their workers ended before
 * they could say a word.
 */
export function enterAttempt(row: LedgerRow, entry: Entry, at: Date): AttemptChange[] {
  const isNewDispatch = row.start === 0;
  const isNewEntry = entry.start > row.start;
  const unheard = entry.start - row.start - 1;
  row.start = Math.max(row.start, entry.start);
  const news = { usage: entry.usage, worker: entry.worker };
  const outcome = row.attempts > 0 ? row.attemptOutcome : null;
  if (!isNewEntry && row.attempts > 0) return isOpen(outcome) && news.usage ? [{ ...stateOf(row, at), ...news }] : [];
  const lost = outcome === 'waiting' && !isNewDispatch ? [] : leaveAttempt(row, 'lost', at);
  const goesOn = outcome === 'waiting' && !isNewDispatch;
  if (!goesOn) {
    for (let count = 0; count < unheard; count++) lost.push(missAttempt(row, at));
    row.attempts += 1;
    row.stepAt = row.step ? at : null;
  }
  row.attemptOutcome = 'running';
  return [...lost, { ...stateOf(row, at), ...news, enters: true }];
}

function missAttempt(row: LedgerRow, at: Date): AttemptChange {
  row.attempts += 1;
  return { ...stateOf(row, at), outcome: 'lost' };
}

/** How the open attempt stands from now on; one that has ended stays as it is. */
export function leaveAttempt(
  row: LedgerRow,
  outcome: Exclude<Attempt['outcome'], 'running'>,
  at: Date,
  error?: Attempt['error'],
): AttemptChange[] {
  if (row.attempts === 0 || !isOpen(row.attemptOutcome)) return [];
  row.attemptOutcome = outcome;
  return [{ ...stateOf(row, at), error }];
}

const stateOf = ({ id, run, attempts, attemptOutcome }: LedgerRow, at: Date): AttemptChange => ({
  jobId: id,
  run,
  attempt: attempts,
  outcome: attemptOutcome ?? 'running',
  at,
});
