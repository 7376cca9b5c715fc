import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A stretch of network between a client and a server on this machine, to be damaged and repaired. */
export class TcpProxy {
  readonly port: number;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private state: 'open' | 'frozen' | 'cut' = 'open';

  private constructor(server: Server, targetPort: number) {
    this.server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (client) => this.join(client, targetPort));
  }

  static async start(targetPort: number): Promise<TcpProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TcpProxy(server, targetPort);
  }

  /** A black hole: connections stand, new ones come about, and nothing passes. */
  freeze() {
    this.state = 'frozen';
    for (const socket of this.sockets) socket.pause();
  }

  /** Ends all connections the hard way, and every new one too. */
  cut() {
    this.state = 'cut';
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** What was held back arrives now, late but whole, as TCP has it. */
  heal() {
    this.state = 'open';
    for (const socket of this.sockets) socket.resume();
  }

  close() {
    this.cut();
    this.server.close();
  }

  private join(client: Socket, targetPort: number) {
    if (this.state === 'cut') {
      client.on('error', () => undefined);
      client.resetAndDestroy();
      return;
    }
    const server = connect(targetPort, '127.0.0.1');
    const end = () => [client, server].forEach((socket) => socket.destroy());
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.setNoDelay(true);
      this.sockets.add(from);
      from.on('data', (bytes) => void (to.write(bytes) || from.pause()));
      to.on('drain', () => this.state === 'frozen' || from.resume());
      from.on('error', end);
      from.on('close', () => {
        this.sockets.delete(from);
        end();
      });
      if (this.state === 'frozen') from.pause();
    }
  }
}
