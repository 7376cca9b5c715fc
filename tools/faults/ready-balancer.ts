import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { until } from './until.ts';

const askEveryMs = 1_000;
const answerWithinMs = 1_000;
/** A machine may be busy: only one that says no, or is gone, is left out at once. */
const mostSilences = 3;

/**
 * Stands for a Service of Kubernetes: new connections go in turn to those that said lately that they are ready. What it knows
 * is up to a second old, and connections that stand are nothing of its business.
 */
export class ReadyBalancer {
  readonly port: number;
  private readonly server: Server;
  private readonly targets: readonly number[];
  private readonly sockets = new Set<Socket>();
  private readonly asking: NodeJS.Timeout;
  private ready: readonly number[] = [];
  private readonly silences = new Map<number, number>();
  private turn = 0;

  private constructor(server: Server, targets: readonly number[]) {
    this.server = server;
    this.targets = targets;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (client) => this.join(client));
    this.asking = setInterval(() => void this.ask(), askEveryMs);
  }

  static async start(targets: readonly number[]): Promise<ReadyBalancer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ReadyBalancer(server, targets);
  }

  /** All of them are in its rotation. */
  async isWhole(): Promise<void> {
    await until('all are in the rotation', () => this.ready.length === this.targets.length, { everyMs: 100 });
  }

  close() {
    clearInterval(this.asking);
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private async ask() {
    const answers = await Promise.all(this.targets.map(async (port) => ({ port, said: await readinessOf(port) })));
    for (const { port, said } of answers) {
      this.silences.set(port, said === undefined ? (this.silences.get(port) ?? 0) + 1 : 0);
    }
    const isIn = ({ port, said }: (typeof answers)[number]) =>
      said ?? (this.ready.includes(port) && this.silences.get(port)! < mostSilences);
    this.ready = answers.filter(isIn).map(({ port }) => port);
  }

  private join(client: Socket) {
    const port = this.ready[this.turn++ % Math.max(this.ready.length, 1)];
    client.on('error', () => client.destroy());
    if (port === undefined) return void client.resetAndDestroy();
    const server = connect({ port, host: '127.0.0.1', noDelay: true });
    client.setNoDelay(true);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroySoon();
      });
    }
  }
}

/** Undefined where it has said nothing in time. */
async function readinessOf(port: number): Promise<boolean | undefined> {
  const headers = { connection: 'close' };
  const signal = AbortSignal.timeout(answerWithinMs);
  return fetch(`http://127.0.0.1:${port}/health/ready`, { headers, signal }).then(
    ({ ok }) => ok,
    () => (signal.aborted ? undefined : false),
  );
}
