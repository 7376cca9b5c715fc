import { isTerminal, type JobStatus } from '@polyspool/contracts/job-status';
import type { LedgerRow } from '@polyspool/database/job-ledger';
import type { QueueEvent } from '@polyspool/jobs/event-stream';
import { bullIdOf } from '@polyspool/jobs/job-ids';
import type { CompletedMessage, ProgressMessage } from '@polyspool/jobs/job-messages';
import fc from 'fast-check';
import { applyEvent } from './apply-event.js';

const id = '018f0000-0000-7000-8000-000000000000';
const execution = '118f0000-0000-4000-8000-000000000000';
const at = new Date('2030-01-01T00:00:00Z');

const rowIn = (more: Partial<LedgerRow> = {}): LedgerRow => ({
  id,
  parentId: null,
  type: 'video.process',
  queue: 'video',
  traceparent: null,
  run: 1,
  dispatch: 2,
  status: 'queued',
  start: 0,
  attempts: 0,
  seq: 1,
  percent: 0,
  step: null,
  message: null,
  childCount: 0,
  output: null,
  error: null,
  startedAt: null,
  finishedAt: null,
  ...more,
});

interface Arrival {
  readonly dispatch: number;
  readonly event: QueueEvent;
}

const arrival = (dispatch: number, event: string, fields: Record<string, string> = {}): Arrival => ({
  dispatch,
  event: { event, jobId: bullIdOf(id, dispatch), ...fields },
});
const progressed = (message: Partial<ProgressMessage>, dispatch = 2) =>
  arrival(dispatch, 'progress', {
    data: JSON.stringify({ dispatch, start: 1, execution, attempt: 1, percent: 0, ...message }),
  });
const completed = (message: Partial<CompletedMessage> = {}, dispatch = 2) =>
  arrival(dispatch, 'completed', {
    returnvalue: JSON.stringify({ start: 1, execution, output: { done: true }, artifacts: [], ...message }),
  });
const failed = (failedReason: string, dispatch = 2) => arrival(dispatch, 'failed', { failedReason });
const apply = (row: LedgerRow, { event, dispatch }: Arrival) => applyEvent(row, event, dispatch, at);

const dispatches = fc.integer({ min: 1, max: 3 });
const starts = fc.integer({ min: 1, max: 4 });
const anyArrival: fc.Arbitrary<Arrival> = fc.oneof(
  fc
    .tuple(dispatches, fc.constantFrom('active', 'delayed', 'stalled', 'waiting', 'added', 'cancel-request'))
    .map(([dispatch, event]) => arrival(dispatch, event)),
  {
    weight: 4,
    arbitrary: fc
      .tuple(dispatches, starts, fc.double({ min: 0, max: 100, noNaN: true }), fc.boolean())
      .map(([dispatch, start, percent, error]) =>
        progressed(
          { start, attempt: start, percent, ...(error && { error: { code: 'internal', detail: 'x' } }) },
          dispatch,
        ),
      ),
  },
  fc.tuple(dispatches, starts).map(([dispatch, start]) => completed({ start }, dispatch)),
  fc
    .tuple(dispatches, fc.constantFrom('engine.failed: x', 'job.cancelled: x', 'job stalled more than allowable limit'))
    .map(([dispatch, reason]) => failed(reason, dispatch)),
);
/** In any order, some of them twice. */
const arrivals = fc
  .array(anyArrival, { maxLength: 40 })
  .chain((once) => fc.shuffledSubarray([...once, ...once], { minLength: once.length }));
const openStatus = fc.constantFrom<JobStatus>('queued', 'running', 'retrying', 'cancelling');

describe('events laid over a row, whatever comes in whatever order', () => {
  it('never take the bar back', () => {
    fc.assert(
      fc.property(arrivals, openStatus, (all, status) => {
        const row = rowIn({ status });
        let percent = 0;
        for (const one of all) {
          const told = apply(row, one)?.told.change.percent;
          expect(row.percent).toBeGreaterThanOrEqual(percent);
          if (told !== undefined) expect(told).toBe(row.percent);
          percent = row.percent;
        }
      }),
    );
  });

  it('end a run once, and change nothing after it', () => {
    fc.assert(
      fc.property(arrivals, openStatus, (all, status) => {
        const row = rowIn({ status });
        const ends: string[] = [];
        for (const one of all) {
          const before = structuredClone(row);
          const told = apply(row, one)?.told;
          if (isTerminal(before.status)) expect([told, row]).toEqual([undefined, before]);
          if (told?.change.status && isTerminal(told.change.status)) ends.push(told.type);
        }
        expect(ends).toHaveLength(isTerminal(row.status) ? 1 : 0);
        expect(row.finishedAt !== null).toBe(isTerminal(row.status));
      }),
    );
  });

  it('count up by one for each that is told, and only then', () => {
    fc.assert(
      fc.property(arrivals, (all) => {
        const row = rowIn();
        const told = all.flatMap((one) => apply(row, one)?.told.seq ?? []);
        expect(told).toEqual(told.map((_, index) => index + 2));
        expect(row.seq).toBe(told.length + 1);
      }),
    );
  });

  it('tell as much as they change: laid over what a client has, they give the row', () => {
    fc.assert(
      fc.property(arrivals, openStatus, (all, status) => {
        const row = rowIn({ status });
        const client: Record<string, unknown> = viewOf(row);
        for (const one of all) Object.assign(client, apply(row, one)?.told.change);
        expect(client).toEqual({ ...viewOf(row), type: 'video.process' });
      }),
    );
  });

  it('leave a row alone when they are of another dispatch, or of an older start', () => {
    fc.assert(
      fc.property(anyArrival, fc.boolean(), (one, newerStart) => {
        const row = rowIn({
          dispatch: newerStart ? one.dispatch : 4,
          start: newerStart ? 5 : 0,
          status: 'running',
          startedAt: at,
        });
        const before = structuredClone(row);
        fc.pre(!newerStart || one.event.event === 'progress');
        expect(apply(row, one)).toBeUndefined();
        expect(row).toEqual(before);
      }),
    );
  });
});

/** What a client sees of a row. */
const viewOf = (row: LedgerRow): Record<string, unknown> => ({
  type: row.type,
  status: row.status,
  percent: row.percent,
  step: row.step ?? undefined,
  message: row.message ?? undefined,
  output: row.output ?? undefined,
  error: row.error ?? undefined,
  attempts: row.attempts,
  startedAt: row.startedAt?.toISOString(),
  finishedAt: row.finishedAt?.toISOString(),
});

describe('an event', () => {
  it('of a file that was made publishes it for its owner', () => {
    const file = { name: 'a.srt', kind: 'subtitles', mediaType: 'text/plain', bytes: 1, sha256: 'x' } as const;
    const artifacts = [{ ...file, key: 'jobs/1/e/a.srt' }] as unknown as CompletedMessage['artifacts'];

    expect(apply(rowIn(), completed({ artifacts }))?.published).toEqual([
      { ...file, jobId: id, storageKey: 'jobs/1/e/a.srt' },
    ]);
  });

  it('of a failed attempt says why, while the job goes on', () => {
    const row = rowIn({ status: 'running', startedAt: at });

    const told = apply(row, progressed({ error: { code: 'engine.failed', detail: 'No answer' } }))?.told;

    expect(told).toMatchObject({ type: 'attempt-failed', log: ['engine.failed: No answer'] });
    expect(row).toMatchObject({ status: 'running', error: null, message: 'No answer' });
  });

  it('of a cancelled job is no error, that of a failed one is', () => {
    const [cancelled, broken] = [rowIn({ status: 'cancelling' }), rowIn()];
    apply(cancelled, failed('job.cancelled: Stopped'));
    apply(broken, failed('media.noAudio: Silence'));

    expect(cancelled).toMatchObject({ status: 'cancelled', error: null });
    expect(broken).toMatchObject({ status: 'failed', error: { code: 'media.noAudio', detail: 'Silence' } });
  });

  it('does not make a job that is being cancelled look as if it ran on', () => {
    const row = rowIn({ status: 'cancelling' });
    for (const event of ['active', 'delayed', 'stalled']) apply(row, arrival(2, event));

    expect(row.status).toBe('cancelling');
  });
});
