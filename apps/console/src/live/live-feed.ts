import type { JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';
import type { LiveProblem } from '@polyspool/contracts/live';

export type LiveState = 'connecting' | 'live' | 'down';

export interface JobWatcher {
  readonly onSnapshot: (snapshot: JobSnapshot) => void;
  readonly onEvent: (event: JobEvent) => void;
  readonly onRefused: (problem: LiveProblem) => void;
}

/** What happens to jobs, as it happens. Each `watch...` returns the way to stop it. */
export abstract class LiveFeed {
  abstract readonly state: LiveState;
  abstract onState(listener: () => void): () => void;
  /** A job and its children: a snapshot first (again after each reconnect), then events. */
  abstract watchJob(jobId: string, watcher: JobWatcher): () => void;
  /** Events of the user's root jobs. */
  abstract watchMine(onEvent: (event: JobEvent) => void): () => void;
  abstract close(): void;
}
