import type { TestRecords } from '@polyspool/database/testing-records';
import { bullIdOf, newJobId } from '@polyspool/jobs/job-ids';
import type { CompletedMessage, ProgressMessage, QueuedJob } from '@polyspool/jobs/job-messages';
import type { HeldJob, QueueState } from '@polyspool/jobs/queue-state';
import type { Logger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import { EventRecorder } from './event-recorder.js';
import { JobNews } from './job-news.js';

type Happening = string | Partial<ProgressMessage> | Readonly<Record<'event', string> & Record<string, string>>;

const execution = '118f0000-0000-4000-8000-000000000000';

/** A recorder on real records, that hears of BullMQ what a test says. */
export function openTestRecorder(records: TestRecords) {
  const lines: Record<string, unknown>[] = [];
  const write = (level: string) => (fields: Record<string, unknown>, message: string) =>
    void lines.push(JSON.parse(JSON.stringify({ ...fields, message, ...(level !== 'info' && { level }) })));
  const log = { debug: write('debug'), info: write('info'), error: write('error') } as unknown as Logger;
  const held = new Map<string, HeldJob>();
  const state = {
    jobs: async (_queue: string, ids: readonly string[]) => ids.flatMap((id) => held.get(id) ?? []),
  } as unknown as QueueState;
  const metrics = new Metrics(log);
  const recorder = new EventRecorder(
    records.database,
    records.events,
    records.notices,
    state,
    new JobNews(log, metrics),
  );
  const record = (jobId: string, dispatch: number, events: readonly Record<'event', string>[]) =>
    recorder.inTransaction((_tx, take) =>
      take(
        'video',
        events.map((event) => ({ ...event, jobId: bullIdOf(jobId, dispatch) })),
      ),
    );
  return {
    lines,
    metrics,
    inTransaction: recorder.inTransaction.bind(recorder),
    /** Names of events, whole events, and messages of a worker, in one batch. */
    happens: (jobId: string, all: readonly Happening[], dispatch = 1) =>
      record(
        jobId,
        dispatch,
        all.map((one) => eventOf(one, dispatch)),
      ),
    completes: (jobId: string, message: Partial<CompletedMessage> = {}) => {
      const whole = { start: 1, execution, output: { done: true }, artifacts: [], ...message };
      return record(jobId, 1, [{ event: 'completed', ...{ returnvalue: JSON.stringify(whole) } }]);
    },
    fails: (jobId: string, failedReason: string) => record(jobId, 1, [{ event: 'failed', ...{ failedReason } }]),
    /** Redis holds a child that nobody has told of. */
    child: (parentId: string, more: Partial<QueuedJob> = {}) => {
      const id = newJobId();
      const data = { input: {}, run: 1, parentId, ...more };
      const bullId = bullIdOf(id, 1);
      held.set(bullId, { bullId, name: 'video.processChunk', data, attemptsStarted: 0 });
      return id;
    },
  };
}

export type TestRecorder = ReturnType<typeof openTestRecorder>;

function eventOf(one: Happening, dispatch: number): Record<'event', string> {
  if (typeof one === 'string') return { event: one };
  if ('event' in one) return one as Record<'event', string>;
  const message = { dispatch, start: 1, execution, attempt: 1, percent: 0, ...one };
  return { event: 'progress', ...{ data: JSON.stringify(message) } };
}
