import { isTerminal } from '@polyspool/contracts/job-status';
import type { Statements } from '@polyspool/database/database';
import type { NewEvent } from '@polyspool/database/event-log';
import type { ChildOfQueue, JobLedger } from '@polyspool/database/job-ledger';
import { parseBullId } from '@polyspool/jobs/job-ids';
import type { QueueState } from '@polyspool/jobs/queue-state';
import type { Addressed } from './addressed.js';
import { type LifeLine, lifeLine } from './life-log.js';

interface Place {
  readonly queue: string;
  readonly ledger: JobLedger;
  readonly state: QueueState;
}

/** Unknown ids, and dispatches newer than the row's, are children: a root's row is committed before Redis hears of it. */
export async function adoptUnknown(
  tx: Statements,
  { queue, ledger, state }: Place,
  addressed: readonly Addressed[],
): Promise<{ told: NewEvent[]; lines: LifeLine[] }> {
  const dispatches = await ledger.dispatches(tx, [...new Set(addressed.map(({ id }) => id))]);
  const unknown = addressed.filter(({ id, dispatch }) => !((dispatches.get(id) ?? 0) >= dispatch));
  const held = await state.jobs(queue, [...new Set(unknown.map(({ event }) => event.jobId))]);
  const newest = new Map<string, ChildOfQueue>();
  for (const { bullId, name, data } of held) {
    const { jobId, dispatch } = parseBullId(bullId);
    if (!data.parentId || (newest.get(jobId)?.dispatch ?? 0) >= dispatch) continue;
    const { parentId, index = 0, run, input, weight = 1 } = data;
    newest.set(jobId, { id: jobId, parentId, index, type: name, run, dispatch, input, weight });
  }
  const adopted = await ledger.adopt(tx, queue, [...newest.values()]);
  // One that has ended stays so in a newer dispatch: nothing is told after the end.
  const news = adopted.filter(({ status }) => !isTerminal(status));
  const told = news.map(({ id, seq, run, type, status, percent, input }) => ({
    jobId: id,
    seq,
    run,
    type: 'accepted',
    change: { type, status, percent, input },
  }));
  return { told, lines: news.map((child) => lifeLine({ ...child, queue }, 'enqueued', 0)) };
}
