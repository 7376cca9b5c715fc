import type { JobEvent, JobSnapshot, JobStatus } from '@polyspool/contracts/job-status';
import fc from 'fast-check';
import { aJob, aPart, ids } from '../testing/examples.js';
import { applyEvent, mergeTrees } from './apply-event.js';

const anEvent = (over: Partial<JobEvent> = {}): JobEvent => ({
  jobId: ids.job,
  type: 'progress',
  seq: 4,
  run: 1,
  at: '2026-01-02T03:05:00.000Z',
  change: { percent: 50 },
  ...over,
});

const tree: JobSnapshot = {
  job: aJob({ seq: 0 }),
  children: [aPart(0, { seq: 0 }), aPart(1, { seq: 0 })],
  artifacts: [],
};

/** Events of the job and its parts, each job's numbered from 1 in their order. */
const eventsInOrder = fc
  .array(
    fc.record({
      jobId: fc.constantFrom(ids.job, ids.child(0), ids.child(1), ids.child(2)),
      change: fc.record(
        {
          percent: fc.integer({ min: 0, max: 100 }),
          step: fc.constantFrom('audio', 'transcribe', 'write'),
          status: fc.constantFrom<JobStatus>('queued', 'running', 'retrying', 'succeeded'),
        },
        { requiredKeys: [] },
      ),
    }),
    { maxLength: 30 },
  )
  .map((drafts) => {
    const last = new Map<string, number>();
    return drafts.map(({ jobId, change }) => {
      const seq = (last.get(jobId) ?? 0) + 1;
      last.set(jobId, seq);
      return anEvent({ jobId, seq, change, ...(jobId !== ids.job && { parentId: ids.job }) });
    });
  });

describe('applying events to a tree of jobs', () => {
  it('is not moved by events that come again, or late', () => {
    fc.assert(
      fc.property(eventsInOrder, fc.infiniteStream(fc.nat()), (events, chance) => {
        const repeated = events.flatMap((event, index) => {
          const again = events[chance.next().value! % (index + 1)];
          return again ? [event, again, event] : [event];
        });

        expect(repeated.reduce(applyEvent, tree)).toEqual(events.reduce(applyEvent, tree));
      }),
    );
  });

  it('never goes back to a smaller sequence number, whatever the order', () => {
    fc.assert(
      fc.property(
        eventsInOrder.chain((events) => fc.shuffledSubarray(events)),
        (events) => {
          let before = tree.job.seq;
          events.reduce((known, event) => {
            const next = applyEvent(known, event);
            expect(next.job.seq).toBeGreaterThanOrEqual(before);
            before = next.job.seq;
            return next;
          }, tree);
        },
      ),
    );
  });

  it('takes an event of an unknown child for a new child', () => {
    const change = { type: 'video.processChunk', status: 'running', percent: 12 } as const;

    const { children } = applyEvent(tree, anEvent({ jobId: ids.child(7), parentId: ids.job, seq: 1, change }));

    expect(children[2]).toMatchObject({ id: ids.child(7), parentId: ids.job, seq: 1, ...change });
  });

  it('leaves a tree alone when the event belongs to another', () => {
    const stranger = anEvent({ jobId: ids.child(7), parentId: ids.upload });

    expect(applyEvent(tree, stranger)).toBe(tree);
  });
});

describe('merging a fetched tree', () => {
  it('keeps what events have told since it was asked for', () => {
    const known = { ...tree, job: aJob({ seq: 9, percent: 90 }), children: [aPart(0, { seq: 5, percent: 70 })] };
    const fetched = { ...tree, job: aJob({ seq: 8, percent: 80 }), children: [aPart(0, { seq: 6 }), aPart(1)] };

    const merged = mergeTrees(known, fetched);

    expect(merged.job.percent).toBe(90);
    expect(merged.children.map(({ seq }) => seq)).toEqual([6, 1]);
  });

  it('gives a child that was known by an event only its range', () => {
    const known = applyEvent(tree, anEvent({ jobId: ids.child(2), parentId: ids.job, seq: 4 }));

    const merged = mergeTrees(known, { ...tree, children: [...tree.children, aPart(2, { seq: 1 })] });

    expect(merged.children[2]).toMatchObject({ seq: 4, percent: 50, input: { startSeconds: 120 } });
  });
});
