import type { EngineName } from '@polyspool/contracts/engines';
import { catalogue } from '@polyspool/contracts/catalogue';
import type { JobStatus, WaitReason, Waiting } from '@polyspool/contracts/job-status';
import type { EngineState } from './engine-states.js';

/** What of a job tells whether it waits. */
export interface WaitingJob {
  readonly type: string;
  readonly queue: string;
  readonly status: JobStatus;
  readonly runAt: Date | null;
  /** As its worker told. */
  readonly waitReason: WaitReason | null;
  readonly waitUntil: Date | null;
}

/** What of the house keeps jobs from running. */
export interface Obstacles {
  readonly paused: ReadonlySet<string>;
  readonly engines: ReadonlyMap<EngineName, EngineState>;
  /** By queue. */
  readonly slots: ReadonlyMap<string, number>;
}

/** Why a job does not run at `now`, the strongest reason first. Undefined: it runs, or has ended. */
export function whyItWaits(job: WaitingJob, { paused, engines, slots }: Obstacles, now: Date): Waiting | undefined {
  if (!stands(job)) return undefined;
  if (isAhead(job, now)) return { reason: 'scheduled', ...clearsAt(job.runAt) };
  if (paused.has(job.queue)) return { reason: 'paused' };
  // When it is looked at next is known, but not when it will be up.
  if (job.waitReason !== 'children' && needsOneThatIsDown(job.type, engines)) return { reason: 'engineDown' };
  const told = job.waitReason;
  if (told && (told === 'children' || !job.waitUntil || job.waitUntil > now)) {
    return { reason: told, ...clearsAt(job.waitUntil) };
  }
  return { reason: slots.get(job.queue) ? 'fairShare' : 'noWorker' };
}

/** Those that stand in the line of their queue, and need only a slot; also for their next attempt, once its delay is over. */
export const isInLine = (job: WaitingJob, now: Date) =>
  (job.status === 'queued' && job.waitReason !== 'children') ||
  (job.status === 'scheduled' && !isAhead(job, now)) ||
  (job.status === 'retrying' && job.waitReason === null);

const isAhead = ({ status, runAt }: WaitingJob, now: Date) => status === 'scheduled' && !!runAt && runAt > now;

const stands = ({ status, waitReason }: WaitingJob) =>
  ['queued', 'scheduled', 'retrying'].includes(status) || (status === 'running' && waitReason !== null);

const clearsAt = (date: Date | null) => (date ? { clearsAt: date.toISOString() } : {});

function needsOneThatIsDown(type: string, engines: Obstacles['engines']) {
  const needed = catalogue.get(type)?.engines ?? [];
  return needed.some((name) => (engines.get(name)?.state ?? 'closed') !== 'closed');
}
