import { JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';
import { LiveAnswer, LiveClosed, type LiveProblem } from '@polyspool/contracts/live';
import { io, type Socket } from 'socket.io-client';
import type { JobWatcher, LiveFeed, LiveState } from './live-feed.js';

type Subscription = { readonly jobId: string } | { readonly mine: true };

const ackTimeoutMs = 5000;
const reconnectMs = 2000;

/** Socket.IO namespace `/jobs`. Subscribes again to everything watched whenever the connection is back. */
export class SocketFeed implements LiveFeed {
  state: LiveState = 'connecting';
  private readonly listeners = new Set<() => void>();
  private readonly jobs = new Map<string, Set<JobWatcher>>();
  private readonly mine = new Set<(event: JobEvent) => void>();
  private readonly socket: Socket;
  private reconnecting: ReturnType<typeof setTimeout> | undefined;
  private isClosed = false;

  constructor(key: string, origin = '') {
    this.socket = io(`${origin}/jobs`, { auth: { token: key }, transports: ['websocket', 'polling'] });
    this.socket.on('connect', () => this.subscribeToAll());
    this.socket.on('disconnect', () => this.lose());
    this.socket.on('connect_error', () => this.lose());
    this.socket.on('snapshot', (message) => this.takeSnapshot(JobSnapshot.parse(message)));
    this.socket.on('event', (message) => this.takeEvent(JobEvent.parse(message)));
    this.socket.on('closed', (message) => this.takeClosed(LiveClosed.parse(message)));
  }

  onState(listener: () => void) {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  watchJob(jobId: string, watcher: JobWatcher) {
    const watchers = this.jobs.get(jobId) ?? new Set();
    this.jobs.set(jobId, watchers.add(watcher));
    if (this.socket.connected) this.subscribe({ jobId });
    return () => {
      watchers.delete(watcher);
      if (watchers.size > 0) return;
      this.jobs.delete(jobId);
      if (this.socket.connected) this.socket.emit('unsubscribe', { jobId });
    };
  }

  watchMine(onEvent: (event: JobEvent) => void) {
    this.mine.add(onEvent);
    if (this.socket.connected) this.subscribe({ mine: true });
    return () => void this.mine.delete(onEvent);
  }

  close() {
    this.isClosed = true;
    clearTimeout(this.reconnecting);
    this.socket.close();
  }

  private subscribeToAll() {
    this.enter('live');
    if (this.mine.size > 0) this.subscribe({ mine: true });
    for (const jobId of this.jobs.keys()) this.subscribe({ jobId });
  }

  private subscribe(subscription: Subscription) {
    this.socket.timeout(ackTimeoutMs).emit('subscribe', subscription, (unanswered: Error | null, message: unknown) => {
      // Connected, yet nobody answers: the next connection subscribes to everything again.
      if (unanswered) return void this.socket.disconnect();
      const { ok, problem } = LiveAnswer.parse(message);
      if (ok || !problem) return;
      if ('jobId' in subscription) this.refuse(subscription.jobId, problem);
      // Who does not hear of a list has to ask for it.
      else this.socket.disconnect();
    });
  }

  /** All of them are over when the connection is. */
  private takeClosed({ jobId, problem }: LiveClosed) {
    if (jobId !== undefined) this.refuse(jobId, problem);
  }

  private refuse(jobId: string, problem: LiveProblem) {
    this.jobs.get(jobId)?.forEach((watcher) => watcher.onRefused(problem));
  }

  /** After a server has closed or refused the connection (as when it restarts), socket.io does not try again. */
  private lose() {
    this.enter('down');
    if (this.isClosed || this.socket.active) return;
    clearTimeout(this.reconnecting);
    this.reconnecting = setTimeout(() => this.socket.connect(), reconnectMs);
  }

  private takeSnapshot(snapshot: JobSnapshot) {
    this.jobs.get(snapshot.job.id)?.forEach((watcher) => watcher.onSnapshot(snapshot));
  }

  private takeEvent(event: JobEvent) {
    const root = event.parentId ?? event.jobId;
    this.jobs.get(root)?.forEach((watcher) => watcher.onEvent(event));
    if (!event.parentId) this.mine.forEach((onEvent) => onEvent(event));
  }

  private enter(state: LiveState) {
    if (this.state === state) return;
    this.state = state;
    this.listeners.forEach((listener) => listener());
  }
}
