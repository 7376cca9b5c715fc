import { applyJobEvent } from '@polyspool/contracts/apply-job-event';
import { isTerminal, type Job, type JobStatus, type WaitReason } from '@polyspool/contracts/job-status';
import { type AttemptChange, isOpen } from '@polyspool/database/attempts';
import type { LedgerRow } from '@polyspool/database/job-ledger';
import type { CompletedMessage } from '@polyspool/jobs/job-messages';
import fc from 'fast-check';
import { apply, type Arrival, arrival, at, completed, failed, id, progressed, rowIn } from './testing-arrivals.js';

const dispatches = fc.integer({ min: 1, max: 3 });
const starts = fc.integer({ min: 1, max: 4 });
/** What a message may say beside how far it is. */
const anyNews = fc.record(
  {
    error: fc.constantFrom({ code: 'internal', detail: 'x' }, { code: 'job.cancelled', detail: 'y' }),
    wait: fc.record({ reason: fc.constantFrom<WaitReason>('rateLimited', 'engineDown', 'backoff'), untilMs: fc.nat() }),
    step: fc.constantFrom('audio', 'chunks', 'write'),
    work: fc.record({ unit: fc.constant('seconds'), amount: fc.integer({ min: 1, max: 100 }) }),
    reused: fc.record({ steps: fc.nat(), savedSeconds: fc.nat() }),
    usage: fc.record({ peakRssBytes: fc.nat(), cpuSeconds: fc.nat() }),
  },
  { requiredKeys: [] },
);
const anyArrival: fc.Arbitrary<Arrival> = fc.oneof(
  fc
    .tuple(
      dispatches,
      fc.constantFrom('active', 'stalled', 'waiting', 'waiting-children', 'added', 'cancel-request'),
      fc.constantFrom('active', 'delayed', 'waiting-children'),
    )
    .map(([dispatch, event, prev]) => arrival(dispatch, event, { prev })),
  fc.tuple(dispatches, fc.nat()).map(([dispatch, delay]) => arrival(dispatch, 'delayed', { delay: String(delay) })),
  {
    weight: 4,
    arbitrary: fc
      .tuple(dispatches, starts, fc.double({ min: 0, max: 100, noNaN: true }), anyNews)
      .map(([dispatch, start, percent, news]) => progressed({ start, attempt: start, percent, ...news }, dispatch)),
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
        let client = viewOf(row);
        for (const one of all) {
          const told = apply(row, one)?.told;
          if (told) client = applyJobEvent(client, { ...told, at: at.toISOString(), log: [] });
        }
        expect(client).toEqual(viewOf(row));
      }),
    );
  });

  it('keep one attempt open at most: the newest, and none after the end', () => {
    fc.assert(
      fc.property(arrivals, openStatus, (all, status) => {
        const row = rowIn({ status });
        const attempts = new Map<number, AttemptChange>();
        for (const one of all) {
          for (const change of apply(row, one)?.attempts ?? []) {
            const before = attempts.get(change.attempt);
            if (before) expect(isOpen(before.outcome)).toBe(true);
            attempts.set(change.attempt, change);
          }
          const [newest, ...older] = [...attempts.values()].reverse();
          expect(older.filter(({ outcome }) => isOpen(outcome))).toEqual([]);
          expect(newest?.outcome ?? null).toBe(row.attemptOutcome);
        }
        expect([...attempts.keys()]).toEqual(Array.from({ length: row.attempts }, (_, index) => index + 1));
        if (isTerminal(row.status)) expect(isOpen(row.attemptOutcome)).toBe(false);
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
const viewOf = (row: LedgerRow): Job => ({
  id: row.id,
  createdAt: at.toISOString(),
  input: {},
  priority: 'normal',
  run: row.run,
  seq: row.seq,
  type: row.type,
  status: row.status,
  percent: row.percent,
  step: row.step ?? undefined,
  message: row.message ?? undefined,
  output: row.output ?? undefined,
  error: row.error ?? undefined,
  reused: row.reused ?? undefined,
  attempts: row.attempts,
  startedAt: row.startedAt?.toISOString(),
  finishedAt: row.finishedAt?.toISOString(),
  resultExpiresAt: row.resultExpiresAt?.toISOString(),
  waiting: row.waitReason ? { reason: row.waitReason, clearsAt: row.waitUntil?.toISOString() } : undefined,
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
