import type { JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';
import type { JobWatcher, LiveFeed, LiveState } from '../live/live-feed.js';

/** Tells what a test tells it to tell. */
export class FakeFeed implements LiveFeed {
  state: LiveState = 'live';
  isClosed = false;
  private readonly listeners = new Set<() => void>();
  private readonly jobs = new Map<string, JobWatcher>();
  private readonly mine = new Set<(event: JobEvent) => void>();

  onState(listener: () => void) {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  watchJob(jobId: string, watcher: JobWatcher) {
    this.jobs.set(jobId, watcher);
    return () => void this.jobs.delete(jobId);
  }

  watchMine(onEvent: (event: JobEvent) => void) {
    this.mine.add(onEvent);
    return () => void this.mine.delete(onEvent);
  }

  close() {
    this.isClosed = true;
  }

  enter(state: LiveState) {
    this.state = state;
    this.listeners.forEach((listener) => listener());
  }

  tell(event: JobEvent) {
    this.jobs.get(event.parentId ?? event.jobId)?.onEvent(event);
    if (!event.parentId) this.mine.forEach((onEvent) => onEvent(event));
  }

  show(snapshot: JobSnapshot) {
    this.jobs.get(snapshot.job.id)?.onSnapshot(snapshot);
  }
}
