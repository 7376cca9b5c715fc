import { applyJobEvent } from '@polyspool/contracts/apply-job-event';
import type { Job, JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';
import { io, type Socket } from 'socket.io-client';

interface Answer {
  readonly ok: boolean;
  readonly problem?: { readonly code: string; readonly detail: string };
}

interface Closed {
  readonly jobId?: string;
  readonly problem: { readonly code: string };
}

/** A client as the protocol wants it: lays changes over snapshots and drops what it has by `seq`. */
export class Watcher {
  readonly heard: (JobSnapshot | JobEvent)[] = [];
  readonly jobs = new Map<string, Job>();
  /** Numbers that never came. */
  readonly missed: string[] = [];
  /** Jobs that it hears no more of; else why it does not. */
  readonly closed: string[] = [];
  readonly socket: Socket;

  constructor(url: string, auth: Record<string, unknown>) {
    this.socket = io(`${url}/jobs`, { auth, transports: ['websocket'], reconnection: false });
    this.socket.on('snapshot', (snapshot: JobSnapshot) => {
      this.heard.push(snapshot);
      for (const job of [snapshot.job, ...snapshot.children]) this.jobs.set(job.id, job);
    });
    this.socket.on('closed', ({ jobId, problem }: Closed) => this.closed.push(jobId ?? problem.code));
    this.socket.on('event', (event: JobEvent) => {
      this.heard.push(event);
      const known = this.jobs.get(event.jobId);
      const seq = known?.seq ?? 0;
      if (event.seq > seq + 1) this.missed.push(`${event.jobId} ${seq + 1}`);
      this.jobs.set(event.jobId, applyJobEvent(known, event));
    });
  }

  ask(event: 'subscribe' | 'unsubscribe', wanted: unknown): Promise<Answer> {
    return this.socket.timeout(10_000).emitWithAck(event, wanted);
  }

  get snapshots() {
    return this.heard.filter((message) => 'job' in message);
  }

  get events() {
    return this.heard.filter((message) => 'seq' in message);
  }
}
