import type { LiveMessage, LiveRequest, LiveRoom } from '../generated/contract.js';
import { MessageQueue } from './message-queue.js';
import { ConnectionLost, Refused } from './told.js';

export interface Following {
  /** What was heard before: the rest is told too. */
  readonly since?: Readonly<Record<string, number>> | string | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Room {
  readonly wanted: LiveRoom;
  readonly queue: MessageQueue<LiveMessage>;
}

export interface SocketOptions {
  readonly url: string;
  readonly key: () => Promise<string | undefined>;
  readonly WebSocket: typeof WebSocket;
}

const connectMs = 5_000;
const pingMs = 15_000;
/** Also pongs count: a connection this long without a word is dead. */
const silenceMs = 40_000;
/** Whoever follows one job after another needs no new connection for each. */
const idleMs = 1_000;

/** One connection to `/v1/ws` for all that is followed, there as long as something is. */
export class LiveSocket {
  private readonly rooms = new Map<number, Room>();
  private socket: Promise<WebSocket> | undefined;
  private refs = 0;
  private idle: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: SocketOptions) {}

  /** Ends with `ConnectionLost` or `Refused`, or when its reader stops or gives up. */
  async *follow(wanted: LiveRoom, { since, signal }: Following): AsyncGenerator<LiveMessage, void, undefined> {
    signal?.throwIfAborted();
    const ref = (this.refs += 1);
    const queue = new MessageQueue<LiveMessage>();
    const giveUp = () => queue.end(signal?.reason);
    signal?.addEventListener('abort', giveUp);
    this.rooms.set(ref, { wanted, queue });
    clearTimeout(this.idle);
    const asked = { type: 'subscribe', ref, ...wanted, ...(since === undefined ? {} : { since }) } as LiveRequest;
    try {
      this.#open().then(
        (socket) => trySend(socket, asked),
        (error: unknown) => queue.end(error),
      );
      yield* queue;
    } finally {
      signal?.removeEventListener('abort', giveUp);
      this.rooms.delete(ref);
      this.#leave(wanted);
    }
  }

  #open(): Promise<WebSocket> {
    const opening = (this.socket ??= this.#connect());
    opening.catch(() => {
      if (this.socket === opening) this.socket = undefined;
    });
    return opening;
  }

  #leave(wanted: LiveRoom) {
    const key = JSON.stringify(wanted);
    const isShared = [...this.rooms.values()].some((room) => JSON.stringify(room.wanted) === key);
    const request: LiveRequest = { type: 'unsubscribe', ...wanted };
    if (!isShared) this.socket?.then((socket) => trySend(socket, request), nothing);
    if (this.rooms.size) return;
    const { socket } = this;
    this.idle = setTimeout(() => {
      if (this.rooms.size || this.socket !== socket) return;
      this.socket = undefined;
      socket?.then((open) => open.close(1000), nothing);
    }, idleMs);
    unref(this.idle);
  }

  async #connect(): Promise<WebSocket> {
    const { url, key, WebSocket } = this.options;
    const token = await key();
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/ws`, token === undefined ? [] : ['bearer', token]);
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => socket.close(), connectMs);
      const heartbeat = this.#watch(socket);
      socket.onopen = () => {
        clearTimeout(giveUp);
        resolve(socket);
      };
      socket.onclose = ({ code, reason }) => {
        socket.onclose = null;
        clearTimeout(giveUp);
        heartbeat.stop();
        const error = lossOf(code, reason);
        this.#lose(error);
        reject(error);
      };
      socket.onmessage = ({ data }) => {
        heartbeat.heard();
        this.#tell(JSON.parse(String(data)) as LiveMessage);
      };
      // What went wrong comes with the close that follows.
      socket.onerror = nothing;
    });
  }

  /** Browsers hide the protocol's own pings. */
  #watch(socket: WebSocket) {
    let heardAt = Date.now();
    const timer = setInterval(() => {
      if (Date.now() - heardAt < silenceMs) return trySend(socket, { type: 'ping' });
      socket.close();
      // A dead connection may take minutes to close.
      socket.onclose?.({ code: 1006, reason: 'Nothing was heard' } as CloseEvent);
    }, pingMs);
    unref(timer);
    return { heard: () => (heardAt = Date.now()), stop: () => clearInterval(timer) };
  }

  #lose(error: Error) {
    this.socket = undefined;
    for (const { queue } of this.rooms.values()) queue.end(error);
  }

  #tell(message: LiveMessage) {
    if (message.type === 'snapshot') return this.#tellJob([message.snapshot.job.id], message);
    if (message.type === 'event') return this.#tellEvent(message);
    if (message.type === 'error' || message.type === 'closed') return this.#refuse(message);
    if (typeof message.ref === 'number') this.rooms.get(message.ref)?.queue.push(message);
  }

  #tellEvent(message: LiveMessage & { type: 'event' }) {
    const { jobId, parentId } = message.event;
    this.#tellJob(parentId === undefined ? [jobId] : [jobId, parentId], message);
    for (const { wanted, queue } of this.rooms.values()) if (!('jobId' in wanted)) queue.push(message);
  }

  #tellJob(ids: readonly string[], message: LiveMessage) {
    for (const { wanted, queue } of this.rooms.values()) {
      if ('jobId' in wanted && ids.includes(wanted.jobId)) queue.push(message);
    }
  }

  #refuse(message: LiveMessage & { type: 'error' | 'closed' }) {
    const error = new Refused(message.problem.detail);
    const ref = message.type === 'error' ? message.ref : undefined;
    if (typeof ref === 'number') return this.rooms.get(ref)?.queue.end(error);
    const { jobId } = message as { jobId?: string };
    for (const { wanted, queue } of this.rooms.values()) {
      if (!jobId || ('jobId' in wanted && wanted.jobId === jobId)) queue.end(error);
    }
  }
}

/** From 4400 on: 4000 and the status of the problem. Too slow a reader (4408) may come again. */
const lossOf = (code: number, reason: string) =>
  [4400, 4401, 4403, 4404].includes(code) ? new Refused(reason) : new ConnectionLost(`${code} ${reason}`.trim());

function trySend(socket: WebSocket, request: LiveRequest) {
  if (socket.readyState === 1) socket.send(JSON.stringify(request));
}

/** A timer of ours keeps no program alive that has nothing else to do. */
const unref = (timer: unknown) => (timer as { unref?: () => void }).unref?.();
const nothing = () => undefined;
