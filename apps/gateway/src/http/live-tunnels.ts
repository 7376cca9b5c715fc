import { clientAddress } from '@polyspool/access/client-address';
import { AppError } from '@polyspool/contracts/errors';
import type { Logger } from '@polyspool/service/logger';
import { problemMediaType, problemOf } from '@polyspool/service/problem';
import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { closeFrame, FrameBoundary } from './frame-boundary.js';
import { keyOutOfAddress } from './key-out-of-address.js';

/** WebSockets that job-status answers. */
const livePath = /^\/(socket\.io|v1\/ws|ws\/jobs\/[^/]+)\/?$/;
const handshakeMs = 5_000;
/** So long a client has to read the end. */
const leaveMs = 10_000;
/** Who asks and how, and in which trace; the rest is of no use behind here. */
const passedOn = [
  'authorization',
  'cookie',
  'origin',
  'user-agent',
  'traceparent',
  'sec-websocket-key',
  'sec-websocket-version',
  'sec-websocket-protocol',
  'sec-websocket-extensions',
];

interface Tunnel {
  readonly client: Socket;
  readonly upstream: Socket;
  readonly frames: FrameBoundary;
}

/**
 * Joins a client's socket with one of job-status, byte by byte: subprotocols and close codes are those of job-status, and a
 * client that does not read is felt there and nowhere on the way.
 */
export class LiveTunnels {
  readonly #open = new Set<Tunnel>();
  #isStopping = false;

  constructor(
    private readonly target: URL,
    private readonly proxiesInFront: number,
    private readonly logger: Logger,
  ) {}

  serve(fastify: FastifyInstance) {
    const { server } = fastify;
    // Whoever offers HTTP/2 is answered as if nothing had been offered.
    Object.assign(server, {
      shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
    });
    server.on('upgrade', (request, socket, head) => this.#connect(request, socket as Socket, head));
    fastify.addHook('preClose', async () => this.#stop());
  }

  #connect(request: IncomingMessage, client: Socket, head: Buffer) {
    const [path = ''] = (request.url ?? '').split('?');
    const requestId = randomUUID();
    const finish = this.#logged(path, requestId);
    // Nobody else listens to it any more, and an unheard error would end the process.
    client.on('error', () => client.destroy());
    if (!livePath.test(path))
      return finish(refuse(client, new AppError('route.unknown', 'There is no WebSocket here')));
    if (this.#isStopping) return finish(refuse(client, unavailable()));
    const send = this.target.protocol === 'https:' ? httpsRequest : httpRequest;
    const { url, ...key } = keyOutOfAddress(request);
    const asked = send(new URL(url, this.target), {
      headers: { ...headersOf(request), ...this.#originOf(request, requestId), ...key },
      agent: false,
      timeout: handshakeMs,
    });
    const failed = () => finish(refuse(client, unavailable()));
    asked.on('timeout', () => asked.destroy(new Error('No answer to the handshake')));
    asked.on('error', failed);
    client.once('close', () => asked.destroy());
    asked.on('response', (answer) => {
      answer.resume();
      failed();
    });
    asked.on('upgrade', (answer, upstream, first) => {
      asked.off('error', failed).on('error', () => undefined);
      this.#join({ client, upstream, frames: new FrameBoundary() }, headOf(answer), [head, first]);
      client.once('close', () => finish(101));
    });
    asked.end();
  }

  #originOf(request: IncomingMessage, requestId: string) {
    return { 'x-forwarded-for': clientAddress(request, this.proxiesInFront), 'x-request-id': requestId };
  }

  #join(tunnel: Tunnel, answer: string, [fromClient, fromUpstream]: [Buffer, Buffer]) {
    const { client, upstream, frames } = tunnel;
    this.#open.add(tunnel);
    upstream.on('error', () => upstream.destroy());
    for (const socket of [client, upstream]) {
      socket.setTimeout(0);
      socket.setNoDelay(true);
      socket.setKeepAlive(true, 60_000);
    }
    client.once('close', () => {
      this.#open.delete(tunnel);
      upstream.destroy();
    });
    upstream.once('close', () => {
      client.end();
      // It may not read any more.
      const cut = setTimeout(() => client.destroy(), leaveMs).unref();
      client.once('close', () => clearTimeout(cut));
    });
    client.write(answer);
    client.write(fromUpstream);
    frames.pass(fromUpstream);
    upstream.write(fromClient);
    upstream.on('data', (chunk: Buffer) => frames.pass(chunk));
    upstream.pipe(client);
    client.pipe(upstream);
  }

  /** Clients connect again, through another gateway. */
  #stop() {
    this.#isStopping = true;
    for (const { client, upstream, frames } of this.#open) {
      upstream.unpipe(client);
      if (frames.isBetweenFrames && !client.writableEnded) client.end(closeFrame(1012, 'service.unavailable'));
      else client.destroy();
      setTimeout(() => client.destroy(), 1_000).unref();
    }
  }

  /** One line when it is over. The address may carry a key. */
  #logged(path: string, requestId: string) {
    const startedAt = performance.now();
    const route = path.replace(/^(\/ws\/jobs\/).*/, '$1:jobId');
    let isLogged = false;
    return (status: number) => {
      if (isLogged) return;
      isLogged = true;
      const fields = { method: 'GET', route: livePath.test(path) ? route : undefined, status, requestId };
      this.logger.info({ ...fields, durationMs: Math.round(performance.now() - startedAt) }, 'Socket closed');
    };
  }
}

const unavailable = () => new AppError('service.unavailable', 'Live updates are not available now');

function headersOf({ headers }: IncomingMessage) {
  const passed = passedOn.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]] as const]));
  return {
    ...Object.fromEntries(passed),
    connection: 'Upgrade',
    upgrade: 'websocket',
  };
}

/** What the client hears, as job-status has said it. */
function headOf({ rawHeaders }: IncomingMessage) {
  const lines = rawHeaders.flatMap((name, at) => (at % 2 ? [] : [`${name}: ${rawHeaders[at + 1]}\r\n`]));
  return `HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`;
}

function refuse(client: Socket, error: AppError) {
  const problem = problemOf(error);
  const body = JSON.stringify(problem);
  const headers = [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    `content-type: ${problemMediaType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    ...(problem.status === 503 ? ['retry-after: 5'] : []),
    'connection: close',
  ];
  client.end(`${headers.join('\r\n')}\r\n\r\n${body}`);
  return problem.status;
}
