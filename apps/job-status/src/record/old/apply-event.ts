// @ts-nocheck
import type { LedgerRow } from './job-ledger.js';
import type { NewEvent } from './event-log.js';
import type { PublishedFile } from '@polyspool/database/published-files';
import { catalogue } from '@polyspool/contracts/catalogue';
import { isTerminal, type JobEvent, type JobStatus } from '@polyspool/contracts/job-status';
import { parseFailure } from '@polyspool/jobs/job-failure';
import { CompletedMessage, ProgressMessage } from '@polyspool/jobs/job-messages';
import type { QueueEvent } from '@polyspool/jobs/event-stream';
import type { z } from 'zod';

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
      return progress(row, parsed(ProgressMessage, event['data']));
    case 'waiting':
      return event['prev'] === 'active' ? wait(row, 'returned') : undefined;
    case 'delayed':
      return wait(row, 'delayed');
    case 'stalled':
      return wait(row, 'stalled');
    case 'completed':
      return complete(row, parsed(CompletedMessage, event['returnvalue']), at);
    case 'failed':
      return fail(row, event['failedReason'] ?? '', at);
    default:
      return undefined;
  }
}

function begin(row: LedgerRow, at: Date): Outcome | undefined {
  const first = !row.startedAt;
  row.startedAt ??= at;
  if (!first && (row.status === 'running' || row.status === 'cancelling')) return undefined;
  if (row.status !== 'cancelling') row.status = 'running';
  return { type: 'active', change: { type: row.type, status: row.status, startedAt: row.startedAt.toISOString() } };
}

function progress(row: LedgerRow, message: ProgressMessage | undefined): Outcome | undefined {
  if (!message || message.start < row.start) return undefined;
  row.start = message.start;
  row.attempts = Math.max(row.attempts, message.attempt);
  row.childCount = Math.max(row.childCount, message.children ?? 0);
  const change: JobEvent['change'] = { attempts: row.attempts };
  if (message.error) {
    row.message = message.error.detail;
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

const waits = {
  delayed: { status: 'retrying', message: undefined },
  returned: { status: 'queued', message: 'It waits for a worker again' },
  stalled: { status: 'retrying', message: 'Its worker is gone: it goes on elsewhere' },
} as const;

function wait(row: LedgerRow, type: keyof typeof waits): Outcome | undefined {
  if (row.status === 'cancelling') return undefined;
  row.status = waits[type].status;
  row.message = waits[type].message ?? row.message;
  return { type, change: { status: row.status, message: row.message ?? undefined } };
}

function complete(row: LedgerRow, completed: CompletedMessage | undefined, at: Date): Outcome {
  if (!completed) return fail(row, 'job.badOutput: The queue has kept no readable answer', at);
  const { start, output, artifacts } = completed;
  Object.assign(row, {
    status: 'succeeded',
    start,
    output,
    percent: 100,
    step: catalogue.get(row.type)?.steps.at(-1) ?? row.step,
    message: 'Done',
    error: null,
    finishedAt: at,
  });
  const published = artifacts.map(({ key, ...file }) => ({ ...file, jobId: row.id, storageKey: key }));
  return {
    type: 'succeeded',
    change: {
      status: 'succeeded',
      percent: 100,
      step: row.step ?? undefined,
      message: 'Done',
      output,
      finishedAt: at.toISOString(),
    },
    published,
  };
}

const endOf: Readonly<Record<string, JobStatus>> = { 'job.cancelled': 'cancelled', 'job.expired': 'expired' };

function fail(row: LedgerRow, reason: string, at: Date): Outcome {
  const error = parseFailure(reason);
  const status = endOf[error.code] ?? 'failed';
  Object.assign(row, { status, error: status === 'cancelled' ? null : error, finishedAt: at });
  return { type: status, change: { status, error: row.error ?? undefined, finishedAt: at.toISOString() } };
}

/** Undefined for what is not of this shape: anybody who reaches Redis can write there. */
function parsed<Schema extends z.ZodType>(schema: Schema, json: string | undefined): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(json ?? 'null')).data;
  } catch {
    return undefined; // not even JSON
  }
}
