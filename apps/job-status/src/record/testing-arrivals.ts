import type { LedgerRow } from '@polyspool/database/job-ledger';
import type { QueueEvent } from '@polyspool/jobs/event-stream';
import { bullIdOf } from '@polyspool/jobs/job-ids';
import type { CompletedMessage, ProgressMessage } from '@polyspool/jobs/job-messages';
import { applyEvent } from './apply-event.js';

export const id = '018f0000-0000-7000-8000-000000000000';
const execution = '118f0000-0000-4000-8000-000000000000';
export const at = new Date('2030-01-01T00:00:00Z');

/** A dispatched row that nothing has happened to. */
export const rowIn = (more: Partial<LedgerRow> = {}): LedgerRow => ({
  id,
  userId: '218f0000-0000-7000-8000-000000000000',
  parentId: null,
  type: 'video.process',
  queue: 'video',
  traceparent: null,
  readyAt: at,
  run: 1,
  dispatch: 2,
  etaAt: null,
  status: 'queued',
  start: 0,
  attempts: 0,
  seq: 1,
  percent: 0,
  step: null,
  message: null,
  childCount: 0,
  childWeight: 0,
  childWeightBefore: 0,
  output: null,
  error: null,
  reused: null,
  attemptOutcome: null,
  waitReason: null,
  waitUntil: null,
  workUnit: null,
  workAmount: null,
  stepAt: null,
  startedAt: null,
  finishedAt: null,
  resultExpiresAt: null,
  ...more,
});

/** An event of a dispatch. */
export interface Arrival {
  readonly dispatch: number;
  readonly event: QueueEvent;
}

export const arrival = (dispatch: number, event: string, fields: Record<string, string> = {}): Arrival => ({
  dispatch,
  event: { event, jobId: bullIdOf(id, dispatch), ...fields },
});
export const progressed = (message: Partial<ProgressMessage>, dispatch = 2) =>
  arrival(dispatch, 'progress', {
    data: JSON.stringify({ dispatch, start: 1, execution, attempt: 1, percent: 0, ...message }),
  });
export const completed = (message: Partial<CompletedMessage> = {}, dispatch = 2) =>
  arrival(dispatch, 'completed', {
    returnvalue: JSON.stringify({ start: 1, execution, output: { done: true }, artifacts: [], ...message }),
  });
export const failed = (failedReason: string, dispatch = 2) => arrival(dispatch, 'failed', { failedReason });
export const apply = (row: LedgerRow, { event, dispatch }: Arrival) => applyEvent(row, event, dispatch, at);
