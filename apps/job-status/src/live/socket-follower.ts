import { AppError } from '@polyspool/contracts/errors';
import type { JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';
import type { LiveClosed, LiveRoom } from '@polyspool/contracts/live';
import type { Person } from '@polyspool/database/people';
import type { Socket } from 'socket.io';
import { behindBytes, type Follower } from './follower.js';
import type { Admitted } from './door.js';
import type { ConnectionMeter } from './live-metrics.js';

type Message = (message: unknown) => void;
export type Client = Socket<
  Record<string, never>,
  Record<'snapshot' | 'event' | 'closed', Message>,
  Record<string, never>,
  { admitted: Admitted; follower: SocketFollower }
>;

/** What Engine.IO has, and does not declare. A poll has no socket. */
interface Waiting {
  readonly writeBuffer: readonly { readonly data?: unknown }[];
  readonly transport: { readonly socket?: { readonly bufferedAmount?: number } };
}

/** A client of Socket.IO, whose rooms are Socket.IO's: an event is put into a packet once for all in them. */
export class SocketFollower implements Follower {
  readonly key: string | undefined;
  person: Person;
  readonly reviewed = new Map<string, LiveRoom>();
  readonly #meter: ConnectionMeter;
  #isDropped = false;

  constructor(
    { key, person, meter }: Admitted,
    private readonly socket: Client,
  ) {
    this.key = key;
    this.person = person;
    this.#meter = meter;
    // Also those that go to all in a room, of which no follower hears.
    const count = ({ type }: { readonly type: string }) => type === 'message' && meter.sent();
    socket.conn.on('packetCreate', count);
    // A connection may outlive it: its client may leave, and come again.
    socket.once('disconnect', () => socket.conn.off('packetCreate', count));
  }

  /** Also the room in which it is alone. */
  get id() {
    return this.socket.id;
  }

  get isOpen() {
    return this.socket.connected && !this.#isDropped;
  }

  get isBehind() {
    return this.waitingBytes > behindBytes;
  }

  /** Packets wait in a row for the socket, or the next poll; those that the socket has taken wait there for the network. */
  get waitingBytes() {
    const { writeBuffer, transport } = this.socket.conn as unknown as Waiting;
    const inRow = writeBuffer.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0);
    return inRow + (transport.socket?.bufferedAmount ?? 0);
  }

  get rooms() {
    return new Set([...this.socket.rooms].filter((room) => room !== this.socket.id));
  }

  enter(room: string) {
    void this.socket.join(room); // at once, in the memory of this process
  }

  leave(room: string) {
    this.reviewed.delete(room);
    void this.socket.leave(room);
  }

  snapshot(snapshot: JobSnapshot) {
    this.socket.emit('snapshot', snapshot);
  }

  event(event: JobEvent) {
    this.socket.emit('event', event);
  }

  closed(closed: LiveClosed) {
    this.socket.emit('closed', closed);
  }

  end(error: AppError) {
    if (!this.isOpen) return;
    this.#meter.dropped(error.code);
    if (error.code === 'live.tooSlow') {
      // It would not read why. Its client sees the connection break, and connects again by itself.
      this.#isDropped = true;
      this.socket.conn.close(true);
      return;
    }
    this.closed({ problem: { code: error.code, detail: error.message } });
    this.socket.disconnect();
  }
}
