import { applyJobEvent as applyAsTheServer } from '@polyspool/contracts/apply-job-event';
import fc from 'fast-check';
import type { Job, JobEvent, JobSnapshot } from '../generated/contract.js';
import { applyJobEvent, applyToTree, mergeTrees } from './apply-job-event.js';

const id = '01890000-0000-7000-8000-000000000001';
const child = '01890000-0000-7000-8000-000000000002';
const at = '2026-01-02T03:05:00.000Z';
const job = (over: Partial<Job> = {}): Job => ({
  ...{ id, type: 'system.debug', status: 'queued', percent: 0, input: {}, attempts: 0, run: 1 },
  ...{ priority: 'normal', seq: 0, createdAt: at },
  ...over,
});

const events = fc.array(
  fc.record({
    jobId: fc.constantFrom(id, child),
    seq: fc.integer({ min: 1, max: 12 }),
    run: fc.integer({ min: 1, max: 3 }),
    change: fc.record(
      {
        status: fc.constantFrom<Job['status']>('queued', 'running', 'retrying', 'succeeded', 'failed'),
        percent: fc.integer({ min: 0, max: 100 }),
        step: fc.constantFrom('audio', 'write'),
        message: fc.constant('Working'),
        error: fc.constant({ code: 'internal', detail: 'Broken' }),
        waiting: fc.constantFrom(null, { reason: 'backoff' as const }),
        output: fc.constant({ status: 'success' }),
      },
      { requiredKeys: [] },
    ),
  }),
  { maxLength: 25 },
);
const eventOf = (draft: Omit<JobEvent, 'type' | 'at'>): JobEvent => ({
  ...{ type: 'progress', at, ...draft },
  ...(draft.jobId === child ? { parentId: id } : {}),
});
const eta = { p50: at, p90: at };

describe('an event laid over a job', () => {
  it('changes it as it does for the server, whatever comes in whatever order', () => {
    fc.assert(
      fc.property(events, (drafts) => {
        let [ours, theirs]: Job[] = [job({ eta }), job({ eta })];
        for (const event of drafts.filter(({ jobId }) => jobId === id).map(eventOf)) {
          ours = applyJobEvent(ours, event);
          theirs = applyAsTheServer(theirs as never, event as never) as Job;
          expect(ours).toEqual(theirs);
        }
      }),
    );
  });

  it('leaves the same object where it is old, and never takes a job or its children back', () => {
    fc.assert(
      fc.property(events, (drafts) => {
        let tree: JobSnapshot = { job: job(), children: [], artifacts: [] };
        for (const event of drafts.map((draft) => eventOf({ ...draft, run: 1 }))) {
          const [before, seqs] = [tree, new Map([tree.job, ...tree.children].map((one) => [one.id, one.seq]))];
          tree = mergeTrees(applyToTree(tree, event), before);
          expect(applyToTree(tree, event)).toBe(tree);
          for (const one of [tree.job, ...tree.children]) expect(one.seq).toBeGreaterThanOrEqual(seqs.get(one.id) ?? 0);
        }
      }),
    );
  });
});
