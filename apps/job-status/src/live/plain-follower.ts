import type { AppError } from '@polyspool/contracts/errors';
import type { JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';
import type { LiveClosed, LiveRoom } from '@polyspool/contracts/live';
import type { Person } from '@polyspool/database/people';
import { behindBytes, type Follower, mostWaitingBytes, tooSlow } from './follower.js';
import type { FollowerRooms } from './follower-rooms.js';
import type { ConnectionMeter } from './live-metrics.js';

export type Text = string | Buffer;

/** What carries text to a client. */
export interface Wire {
  /** Sent, and not yet taken by the network. */
  readonly waitingBytes: number;
  send(text: Text): void;
  /** Says why, if it can be said, and lets go of a client that does not take its leave. */
  end(error: AppError): void;
}

/** How a channel puts things. Undefined: that is not told there. */
export interface Wording {
  snapshot(snapshot: JobSnapshot): Text | undefined;
  event(event: JobEvent): Text | undefined;
  closed(closed: LiveClosed): Text | undefined;
}

export interface Knocker {
  readonly key: string | undefined;
  readonly person: Person;
  readonly meter: ConnectionMeter;
}

/** A connection of a channel that keeps its own rooms. */
export class PlainFollower implements Follower {
  readonly key: string | undefined;
  person: Person;
  readonly rooms = new Set<string>();
  readonly reviewed = new Map<string, LiveRoom>();
  readonly #meter: ConnectionMeter;
  #isOpen = true;

  constructor(
    { key, person, meter }: Knocker,
    private readonly wire: Wire,
    private readonly wording: Wording,
    private readonly all: FollowerRooms,
  ) {
    this.key = key;
    this.person = person;
    this.#meter = meter;
    all.add(this);
  }

  get isOpen() {
    return this.#isOpen;
  }

  get isBehind() {
    return this.wire.waitingBytes > behindBytes;
  }

  enter(room: string) {
    this.rooms.add(room);
    this.all.enter(this, room);
  }

  leave(room: string) {
    this.rooms.delete(room);
    this.reviewed.delete(room);
    this.all.leave(this, room);
  }

  snapshot(snapshot: JobSnapshot) {
    this.send(this.wording.snapshot(snapshot));
  }

  event(event: JobEvent) {
    this.send(this.wording.event(event));
  }

  closed(closed: LiveClosed) {
    this.send(this.wording.closed(closed));
  }

  send(text: Text | undefined) {
    if (text === undefined || !this.#isOpen) return;
    if (this.wire.waitingBytes > mostWaitingBytes) return this.end(tooSlow());
    this.wire.send(text);
    this.#meter.sent();
  }

  end(error: AppError) {
    if (!this.#isOpen) return;
    this.#meter.dropped(error.code);
    this.gone();
    this.wire.end(error);
  }

  /** The connection is over. */
  gone() {
    this.#isOpen = false;
    for (const room of [...this.rooms]) this.leave(room);
    this.all.delete(this);
  }
}
