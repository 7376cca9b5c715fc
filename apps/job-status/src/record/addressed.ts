import type { QueueEvent } from '@polyspool/jobs/event-stream';
import { parseBullId } from '@polyspool/jobs/job-ids';

/** An event of the queue, and the job and dispatch it is about. */
export interface Addressed {
  readonly event: QueueEvent;
  readonly id: string;
  readonly dispatch: number;
}

export function addressOf(event: QueueEvent): Addressed {
  const { jobId, dispatch } = parseBullId(event.jobId);
  return { event, id: jobId, dispatch };
}
