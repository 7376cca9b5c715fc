import fc from 'fast-check';
import { applyJobEvent, mergeFetchedJob } from './apply-job-event.js';
import type { Job, JobEvent, JobStatus } from './job-status.js';

const jobId = '00000000-0000-4000-8000-000000000001';
const parentId = '00000000-0000-4000-8000-000000000002';
const at = '2026-01-02T03:04:05.000Z';

const aJob = (over: Partial<Job> = {}): Job => ({
  id: jobId,
  type: 'video.processChunk',
  status: 'queued',
  percent: 0,
  input: { startSeconds: 60 },
  attempts: 0,
  run: 1,
  priority: 'normal',
  seq: 0,
  createdAt: at,
  ...over,
});
const anEvent = (over: Partial<JobEvent> = {}): JobEvent => ({
  jobId,
  parentId,
  type: 'progress',
  seq: 1,
  run: 1,
  at,
  change: {},
  ...over,
});

/** Events of one job as its log has them: numbered from 1, runs in order. */
const logOfEvents = fc
  .array(
    fc.record({
      startsRun: fc.boolean(),
      change: fc.record(
        {
          percent: fc.integer({ min: 0, max: 100 }),
          step: fc.constantFrom('audio', 'transcribe', 'write'),
          status: fc.constantFrom<JobStatus>('queued', 'running', 'failed', 'succeeded'),
          error: fc.constant({ code: 'engine.failed', detail: 'It failed.' }),
          output: fc.constantFrom({ done: true }, null),
          waiting: fc.constantFrom({ reason: 'backoff' as const }, null),
        },
        { requiredKeys: [] },
      ),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((drafts) => {
    let run = 1;
    return drafts.map(({ startsRun, change }, index) => {
      run += startsRun ? 1 : 0;
      return anEvent({ seq: index + 1, run, change });
    });
  });

const applyAll = (events: readonly JobEvent[], job?: Job) => events.reduce(applyJobEvent, job as Job);

describe('applying events to a job', () => {
  it('is not moved by events that come again, or late', () => {
    fc.assert(
      fc.property(logOfEvents, fc.infiniteStream(fc.nat()), (events, chance) => {
        const repeated = events.flatMap((event, index) => [event, events[chance.next().value! % (index + 1)]!, event]);

        expect(applyAll(repeated, aJob())).toEqual(applyAll(events, aJob()));
      }),
    );
  });

  it('has the newest number and run, and never goes back, whatever comes and in whatever order', () => {
    fc.assert(
      fc.property(
        logOfEvents.chain((events) => fc.shuffledSubarray(events, { minLength: 1 })),
        (events) => {
          let before = aJob();
          for (const event of events) {
            const after = applyJobEvent(before, event);
            expect(after.seq).toBe(Math.max(before.seq, event.seq));
            expect(after.run).toBeGreaterThanOrEqual(before.run);
            before = after;
          }
        },
      ),
    );
  });

  it('comes to the same with a row that was fetched at any time in between', () => {
    fc.assert(
      fc.property(logOfEvents, fc.nat(), fc.nat(), (events, fetchedAfter, arrivesAfter) => {
        const row = applyAll(events.slice(0, fetchedAfter % (events.length + 1)), aJob({ parentId }));
        const known = applyAll(events.slice(0, 1 + (arrivesAfter % events.length)));

        const merged = applyAll(events, mergeFetchedJob(known, row));

        expect(merged).toEqual(applyAll(events, aJob({ parentId })));
      }),
    );
  });

  it('begins a job with its first event', () => {
    const change = { type: 'video.processChunk', status: 'running', percent: 12 } as const;

    expect(applyJobEvent(undefined, anEvent({ change }))).toMatchObject({ id: jobId, parentId, seq: 1, ...change });
  });

  it('leaves a job alone when the event is that of another', () => {
    const job = aJob();

    expect(applyJobEvent(job, anEvent({ jobId: parentId }))).toBe(job);
  });

  it('forgets the error of the last run when the next one begins', () => {
    const failed = aJob({ status: 'failed', error: { code: 'engine.failed', detail: 'It failed.' }, percent: 80 });

    const restarted = applyJobEvent(failed, anEvent({ run: 2, change: { status: 'queued' } }));

    expect(restarted).not.toHaveProperty('error');
    expect(restarted).toMatchObject({ status: 'queued', percent: 0, run: 2 });
  });

  it('takes away what an event says is gone', () => {
    const done = aJob({ status: 'succeeded', output: { done: true }, waiting: { reason: 'children' } });

    const expired = applyJobEvent(done, anEvent({ type: 'result-expired', change: { output: null, waiting: null } }));

    expect(expired).not.toHaveProperty('output');
    expect(expired).not.toHaveProperty('waiting');
    expect(expired).toMatchObject({ status: 'succeeded', seq: 1 });
  });

  it('says why a job waits until it has a new status, not only until its bar moves', () => {
    const waiting = { reason: 'children' } as const;
    const parent = aJob({ status: 'running', waiting });

    const moved = applyJobEvent(parent, anEvent({ change: { percent: 50 } }));
    const back = applyJobEvent(moved, anEvent({ seq: 2, change: { status: 'running' } }));
    const putOff = applyJobEvent(back, anEvent({ seq: 3, change: { status: 'retrying', waiting } }));

    expect([moved.waiting, back.waiting, putOff.waiting]).toEqual([waiting, undefined, waiting]);
  });

  it('forecasts nothing for a job that has ended', () => {
    const running = aJob({ status: 'running', eta: { p50: at, p90: at } });

    expect(applyJobEvent(running, anEvent({ change: { percent: 1 } })).eta).toBeDefined();
    expect(applyJobEvent(running, anEvent({ change: { status: 'failed' } })).eta).toBeUndefined();
  });
});
