import type { JobEvent } from '@polyspool/contracts/job-status';
import { io, type Socket } from 'socket.io-client';

/** Wants every event of one job and its children, whichever replica it has to ask, and whatever happens to that. */
export class TestSubscriber {
  /** By job: 1, 2, 3 ... in the order of arrival, what came twice only once. */
  readonly heard = new Map<string, number[]>();
  readonly delaysMs: number[] = [];
  connections = 0;
  #socket: Socket | undefined;
  #closed = false;

  constructor(
    private readonly urls: readonly string[],
    private readonly token: string,
    readonly jobId: string,
    private next: number,
  ) {
    this.#connect();
  }

  close() {
    this.#closed = true;
    this.#socket?.disconnect();
  }

  #connect() {
    if (this.#closed) return;
    const url = this.urls[this.next++ % this.urls.length];
    const options = { auth: { token: this.token }, transports: ['websocket'], reconnection: false, forceNew: true };
    const socket = io(`${url}/jobs`, options);
    this.#socket = socket;
    const again = () => setTimeout(() => this.#connect(), 50);
    socket.on('event', (event: JobEvent) => this.#hear(event));
    socket.on('disconnect', again);
    socket.on('connect_error', again);
    socket.on('connect', () => {
      this.connections++;
      const since = Object.fromEntries([...this.heard].map(([id, numbers]) => [id, numbers.at(-1)]));
      socket.emit('subscribe', { jobId: this.jobId, since });
    });
  }

  #hear({ jobId, seq, at }: JobEvent) {
    const numbers = this.heard.get(jobId) ?? [];
    this.heard.set(jobId, numbers);
    if (seq <= (numbers.at(-1) ?? 0)) return;
    numbers.push(seq);
    this.delaysMs.push(Date.now() - Date.parse(at));
  }
}
