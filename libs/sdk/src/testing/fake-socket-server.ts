import type { LiveMessage, LiveRequest } from '../generated/contract.js';

export type SaidTo = (socket: FakeSocket, request: LiveRequest) => void;

/** Sockets that a test answers. */
export class FakeSocketServer {
  readonly sockets: FakeSocket[] = [];
  readonly requests: LiveRequest[] = [];
  /** What becomes of a new connection: open, or closed with a code. */
  accept: (socket: FakeSocket) => void = (socket) => socket.open();

  constructor(public onRequest: SaidTo = () => undefined) {}

  get WebSocket() {
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    const server = this;
    return class extends FakeSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, server);
        server.sockets.push(this);
        queueMicrotask(() => server.accept(this));
      }
    } as unknown as typeof WebSocket;
  }
}

export class FakeSocket {
  readyState = 0;
  onopen: (() => void) | undefined;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onmessage: ((event: { data: string }) => void) | undefined;

  constructor(
    readonly url: string,
    readonly protocols: string[],
    private readonly server: FakeSocketServer,
  ) {}

  open() {
    this.readyState = 1;
    this.onopen?.();
  }

  tell(...messages: LiveMessage[]) {
    for (const message of messages) this.onmessage?.({ data: JSON.stringify(message) });
  }

  send(text: string) {
    const request = JSON.parse(text) as LiveRequest;
    this.server.requests.push(request);
    this.server.onRequest(this, request);
  }

  close(code = 1005, reason = '') {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}
