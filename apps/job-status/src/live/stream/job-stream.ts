import { AppError } from '@polyspool/contracts/errors';
import { isTerminal, type JobEvent, type JobSnapshot, type JobStatus } from '@polyspool/contracts/job-status';
import type { LiveClosed } from '@polyspool/contracts/live';
import { onceEach } from '../once-each.js';
import type { Wording } from '../plain-follower.js';
import { serverSentEvent } from './stream-wire.js';

const eventText = onceEach((event: JobEvent) => Buffer.from(serverSentEvent('event', event, event.at)));

/**
 * What a stream says: `snapshot`, then `event`s, whose ids are times: with the last one of them a client is told again from
 * some seconds before it. The snapshot of one that comes back has the id that it came with, or a break right after would skip
 * what it has missed.
 */
export const streamWording = (lastEventId: string | undefined): Wording => ({
  snapshot: (snapshot) => serverSentEvent('snapshot', snapshot, lastEventId),
  event: eventText,
  closed: (closed) => serverSentEvent('closed', closed),
});

/** Knows whether the job itself, not a part of it, has ended by what was told last: what is told again may be of a run before. */
export class TellsEnd implements Wording {
  #seq = 0;
  #hasEnded = false;

  constructor(
    private readonly wording: Wording,
    private readonly jobId: string,
    private readonly onEnd: () => void,
  ) {}

  get hasEnded() {
    return this.#hasEnded;
  }

  snapshot(snapshot: JobSnapshot) {
    this.#note(snapshot.job.seq, snapshot.job.status);
    return this.wording.snapshot(snapshot);
  }

  event(event: JobEvent) {
    if (event.jobId === this.jobId && event.seq > this.#seq) this.#note(event.seq, event.change.status);
    return this.wording.event(event);
  }

  closed(closed: LiveClosed) {
    return this.wording.closed(closed);
  }

  #note(seq: number, status: JobStatus | undefined) {
    this.#seq = seq;
    if (status === undefined) return;
    this.#hasEnded = isTerminal(status);
    if (this.#hasEnded) this.onEnd();
  }
}

/** What came as `Last-Event-ID`. Throws `input.invalid` for what is no id of ours. */
export function checkedEventId(given: string | undefined): string | undefined {
  if (!given) return undefined;
  const time = Date.parse(given);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(given) && !Number.isNaN(time)) return given;
  throw new AppError('input.invalid', 'Last-Event-ID: not one of the ids of this stream');
}
