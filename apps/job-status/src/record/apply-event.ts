import { isTerminal } from '@polyspool/contracts/job-status';
import type { NewEvent } from '@polyspool/database/event-log';
import type { LedgerRow } from '@polyspool/database/job-ledger';
import type { QueueEvent } from '@polyspool/jobs/event-stream';
import { CompletedMessage, ProgressMessage } from '@polyspool/jobs/job-messages';
import type { z } from 'zod';
import { fail, succeed } from './end-run.js';
import { leaveAttempt } from './enter-attempt.js';
import type { Outcome } from './outcome.js';
import { endWait, setWait } from './set-wait.js';
import { takeProgress } from './take-progress.js';

export interface Applied extends Omit<Outcome, 'type' | 'change' | 'log'> {
  readonly told: NewEvent;
  /** Which attempt the event was of, 0 for none. */
  readonly attempt: number;
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
  const { type, change, log, ...rest } = outcome;
  return { ...rest, told: { jobId: row.id, seq: row.seq, run: row.run, type, change, log }, attempt: row.attempts };
}

function outcomeOf(row: LedgerRow, event: QueueEvent, at: Date): Outcome | undefined {
  switch (event.event) {
    case 'active':
      return begin(row, at);
    case 'progress': {
      const message = parsed(ProgressMessage, event['data']);
      return message && takeProgress(row, message, at);
    }
    case 'waiting-children':
      return waitForChildren(row, at);
    case 'waiting':
      return event['prev'] === 'active' ? giveBack(row, at) : stopWaiting(row);
    case 'delayed':
      return putOff(row, Number(event['delay']), at);
    case 'stalled':
      return loseWorker(row, at);
    case 'completed': {
      const completed = parsed(CompletedMessage, event['returnvalue']);
      return completed
        ? succeed(row, completed, at)
        : fail(row, 'job.badOutput: The queue has kept no readable answer', at);
    }
    case 'failed':
      return fail(row, event['failedReason'] ?? '', at);
    default:
      return undefined;
  }
}

function begin(row: LedgerRow, at: Date): Outcome | undefined {
  const isFirst = !row.startedAt;
  row.startedAt ??= at;
  const wait = endWait(row);
  if (!isFirst && !('waiting' in wait) && (row.status === 'running' || row.status === 'cancelling')) return undefined;
  if (row.status !== 'cancelling') row.status = 'running';
  const wasInterrupted = Object.values(interrupted).some((message) => message === row.message);
  if (wasInterrupted) row.message = 'It goes on';
  const { type, status, startedAt } = row;
  const change = { type, status, startedAt: startedAt.toISOString(), ...(wasInterrupted && { message: row.message! }) };
  return { type: 'active', change };
}

/** What a job says until it has another worker. */
const interrupted = {
  returned: 'It waits for a worker again',
  lost: 'Its worker is gone: it goes on elsewhere',
} as const;

/** It holds no slot, but goes on: its children do its work. */
function waitForChildren(row: LedgerRow, at: Date): Outcome {
  return { type: 'waiting-children', change: setWait(row, 'children'), attempts: leaveAttempt(row, 'waiting', at) };
}

/** The delay is over, or the children are done: it waits for a worker like any other. */
function stopWaiting(row: LedgerRow): Outcome | undefined {
  const change = endWait(row);
  return 'waiting' in change ? { type: 'waiting', change } : undefined;
}

/** Its worker stops: the attempt goes on with another one. A start that nobody has heard of was no attempt, only a fetch. */
function giveBack(row: LedgerRow, at: Date): Outcome {
  const isHeard = row.start > 0 && row.attemptOutcome === 'running';
  const attempts = isHeard ? leaveAttempt(row, 'waiting', at) : [];
  if (!isHeard) row.start += 1;
  endWait(row);
  if (row.status === 'cancelling') return { type: 'returned', change: { status: row.status }, attempts };
  row.status = 'queued';
  row.message = interrupted.returned;
  return { type: 'returned', change: { status: row.status, message: row.message }, attempts };
}

/** After a failed attempt it is the next one that waits; without one it was put off as its worker told. */
function putOff(row: LedgerRow, untilMs: number, at: Date): Outcome {
  const hasFailed = row.attempts > 0 && row.attemptOutcome === 'failed';
  const attempts = leaveAttempt(row, 'waiting', at);
  const reason = (!hasFailed && row.waitReason) || 'backoff';
  const change = setWait(row, reason, untilMs || row.waitUntil?.getTime());
  if (row.status !== 'cancelling') row.status = reason === 'backoff' ? 'retrying' : 'queued';
  const told = { status: row.status, message: row.message ?? undefined, ...change };
  return { type: 'delayed', change: told, attempts, ...(hasFailed && { life: 'retrying' }) };
}

/** BullMQ says first that it waits again: a start that nobody had heard of was not given back, but lost before its first word. */
function loseWorker(row: LedgerRow, at: Date): Outcome {
  const attempts = leaveAttempt(row, 'lost', at, { code: 'job.interrupted', detail: 'Its worker is gone' });
  if (attempts.length === 0) row.start = Math.max(0, row.start - 1);
  endWait(row);
  if (row.status === 'cancelling') return { type: 'stalled', change: { status: row.status }, attempts };
  row.status = 'retrying';
  row.message = interrupted.lost;
  return { type: 'stalled', change: { status: row.status, message: row.message }, attempts, life: 'retrying' };
}

/** Undefined for what is not of this shape: anybody who reaches Redis can write there. */
function parsed<Schema extends z.ZodType>(schema: Schema, json: string | undefined): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(json ?? 'null')).data;
  } catch {
    return undefined; // not even JSON
  }
}
