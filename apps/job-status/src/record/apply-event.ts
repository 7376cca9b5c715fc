import type { LedgerRow } from '@polyspool/database/job-ledger';
import type { NewEvent } from '@polyspool/database/event-log';
import type { PublishedFile } from '@polyspool/database/published-files';
import { isTerminal, type JobEvent } from '@polyspool/contracts/job-status';
import { parseFailure } from '@polyspool/jobs/job-failure';
import type { CompletedMessage, ProgressMessage } from '@polyspool/jobs/job-messages';
import type { QueueEvent } from '@polyspool/jobs/event-stream';

export interface Applied {
  readonly told: NewEvent;
  readonly published: readonly PublishedFile[];
}

/**
 * Lays one event of the queue over its row. Answers undefined for what must not change anything: an event of an older
 * dispatch or start, or one after the end. State goes forward only, and ends once in a run.
 */
export function applyEvent(row: LedgerRow, event: QueueEvent, dispatch: number, at: Date): Applied | undefined {
  if (dispatch !== row.dispatch || isTerminal(row.status)) return undefined;
  const outcome = outcomeOf(row, event, at);
  if (!outcome) return undefined;
  row.seq += 1;
  const { type, change, log, published = [] } = outcome;
  return { told: { jobId: row.id, seq: row.seq, run: row.run, type, change, log }, published };
}

interface Outcome {
  readonly type: string;
  readonly change: JobEvent['change'];
  readonly log?: readonly string[] | undefined;
  readonly published?: readonly PublishedFile[];
}

function outcomeOf(row: LedgerRow, event: QueueEvent, at: Date): Outcome | undefined {
  switch (event.event) {
    case 'active':
      return begin(row, at);
    case 'progress':
      return progress(row, JSON.parse(event['data'] ?? '{}') as ProgressMessage);
    case 'delayed':
      return wait(row, 'delayed');
    case 'stalled':
      return wait(row, 'stalled');
    case 'completed':
      return complete(row, JSON.parse(event['returnvalue'] ?? 'null') as CompletedMessage, at);
    case 'failed':
      return fail(row, event['failedReason'] ?? '', at);
    default:
      return undefined;
  }
}

function begin(row: LedgerRow, at: Date): Outcome | undefined {
  const first = !row.startedAt;
  row.startedAt ??= at;
  if (row.status === 'cancelling' || (row.status === 'running' && !first)) return undefined;
  row.status = 'running';
  return { type: 'active', change: { type: row.type, status: 'running', startedAt: row.startedAt.toISOString() } };
}

function progress(row: LedgerRow, message: ProgressMessage): Outcome | undefined {
  if (message.start < row.start) return undefined;
  row.start = message.start;
  row.attempts = Math.max(row.attempts, message.attempt);
  row.childCount = Math.max(row.childCount, message.children ?? 0);
  const change: JobEvent['change'] = { attempts: row.attempts };
  if (message.error) {
    return {
      type: 'attempt-failed',
      change: { ...change, message: message.error.detail },
      log: [`${message.error.code}: ${message.error.detail}`],
    };
  }
  // An entry after the children, and a retry, begin at the top again: the bar does not go back.
  if (message.percent >= row.percent) {
    row.percent = message.percent;
    row.step = message.step ?? row.step;
    row.message = message.message ?? row.message;
    Object.assign(change, { percent: row.percent, step: row.step ?? undefined, message: row.message ?? undefined });
  }
  return { type: 'progress', change, log: message.log };
}

function wait(row: LedgerRow, type: 'delayed' | 'stalled'): Outcome | undefined {
  if (row.status === 'cancelling') return undefined;
  row.status = 'retrying';
  row.message = type === 'stalled' ? 'Its worker is gone: it goes on elsewhere' : row.message;
  return { type, change: { status: 'retrying', message: row.message ?? undefined } };
}

function complete(row: LedgerRow, { start, output, artifacts }: CompletedMessage, at: Date): Outcome {
  Object.assign(row, {
    status: 'succeeded',
    start,
    output,
    percent: 100,
    message: 'Done',
    error: null,
    finishedAt: at,
  });
  const published = artifacts.map(({ key, ...file }) => ({ ...file, jobId: row.id, storageKey: key }));
  return {
    type: 'succeeded',
    change: { status: 'succeeded', percent: 100, message: 'Done', output, finishedAt: at.toISOString() },
    published,
  };
}

function fail(row: LedgerRow, reason: string, at: Date): Outcome {
  const error = parseFailure(reason);
  const status = error.code === 'job.cancelled' ? 'cancelled' : 'failed';
  Object.assign(row, { status, error: status === 'failed' ? error : null, finishedAt: at });
  return { type: status, change: { status, error: row.error ?? undefined, finishedAt: at.toISOString() } };
}
