import { AppError } from '@polyspool/contracts/errors';
import type { JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';
import type { LiveClosed, LiveRoom } from '@polyspool/contracts/live';
import type { Person } from '@polyspool/database/people';
import { setTimeout as delay } from 'node:timers/promises';

/** One connection that hears of jobs, however it is connected. */
export interface Follower {
  readonly key: string | undefined;
  person: Person;
  readonly isOpen: boolean;
  /** More waits to be read than is told without a pause. */
  readonly isBehind: boolean;
  /** Names of the rooms that it is in. */
  readonly rooms: ReadonlySet<string>;
  /** Those that it may have to leave, by name: of others, of a project, or only for operators. */
  readonly reviewed: Map<string, LiveRoom>;
  enter(room: string): void;
  leave(room: string): void;
  snapshot(snapshot: JobSnapshot): void;
  event(event: JobEvent): void;
  closed(closed: LiveClosed): void;
  /** Says why, and ends the connection. */
  end(error: AppError): void;
}

/** All connections of one kind, on this replica. */
export interface Followers extends Iterable<Follower> {
  readonly size: number;
  hasRoom(room: string): boolean;
  /** Each of those in any of the rooms once, but for those who have heard of it. */
  tell(rooms: readonly string[], event: JobEvent, heard: ReadonlySet<Follower>): void;
}

/** So much may wait for one reader: it is behind, and it is dropped. */
export const behindBytes = 256 * 1024;
export const mostWaitingBytes = 4 * 1024 * 1024;
const patienceMs = 10_000;

export const tooSlow = () => new AppError('live.tooSlow', 'Too much was waiting to be read: connect again');

/** For those who are told much at once: waits until it has been read. Throws when it is not, or nobody is there any more. */
export async function keptUp(follower: Follower) {
  const until = performance.now() + patienceMs;
  while (follower.isBehind && follower.isOpen) {
    if (performance.now() > until) {
      follower.end(tooSlow());
      break;
    }
    await delay(20);
  }
  if (!follower.isOpen) throw tooSlow();
}
