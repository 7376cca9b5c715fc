import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A way to a server that can be cut: what goes over it breaks, and nobody gets through until it is mended. For tests only. */
export class CuttableWay {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  /** The same address, over this way. */
  async to(address: string) {
    const url = new URL(address);
    const [host, port] = [url.hostname, Number(url.port)];
    this.#listener = (near) => this.#carry(near, connect(port, host));
    await this.mend();
    url.hostname = '127.0.0.1';
    url.port = String(this.#port);
    return url.href;
  }

  async cut() {
    this.#server?.close();
    for (const socket of this.#sockets) socket.destroy();
    if (this.#server) await once(this.#server, 'close');
    this.#server = undefined;
  }

  async mend() {
    this.#server = createServer(this.#listener).listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  #listener: (near: Socket) => void = () => undefined;

  #carry(near: Socket, far: Socket) {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }
}
