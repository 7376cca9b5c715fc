import { AppError } from '@polyspool/contracts/errors';
import { closeCodeOf } from '@polyspool/contracts/live';
import { Logger } from '@polyspool/service/logger';
import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Admitted, Door } from '../door.js';
import { bearerProtocol, keyOfRequest } from '../key-of-request.js';
import { ManyJobsChannel } from './many-jobs-channel.js';
import { OneJobChannel } from './one-job-channel.js';
import type { SocketChannel } from './socket-channel.js';
import { SocketWire } from './socket-wire.js';

/** Clients say `ping` every 30 s; one that has said nothing and answered no ping for two rounds is gone. */
const heartbeatMs = 30_000;
/** So long a client has to answer the end of its connection. */
const closeTimeoutMs = 10_000;

/** What somebody wants who knocks. */
interface Knock {
  readonly channel: SocketChannel;
  readonly named: string;
  readonly request: IncomingMessage;
}

/** The plain WebSockets of job-status, beside Socket.IO on the same server. */
@Injectable()
export class PlainSockets implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: 64 * 1024,
    perMessageDeflate: false,
    closeTimeout: closeTimeoutMs,
    // The key that stands beside it is not sent back.
    handleProtocols: (offered) => offered.has(bearerProtocol) && bearerProtocol,
  } as ConstructorParameters<typeof WebSocketServer>[0]);
  readonly #channels: readonly SocketChannel[];
  readonly #quiet = new WeakSet<WebSocket>();
  #heartbeat: NodeJS.Timeout | undefined;
  #isStopping = false;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly door: Door,
    private readonly logger: Logger,
    manyJobs: ManyJobsChannel,
    oneJob: OneJobChannel,
  ) {
    this.#channels = [manyJobs, oneJob];
  }

  onApplicationBootstrap() {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.on('upgrade', (request, socket, head) => this.#knock(request, socket, head));
    this.#heartbeat = setInterval(() => this.#dropDead(), heartbeatMs);
  }

  /** Their clients connect again, elsewhere. */
  beforeApplicationShutdown() {
    this.#isStopping = true;
    clearInterval(this.#heartbeat);
    for (const socket of this.#server.clients) new SocketWire(socket).close(1012, 'service.unavailable');
  }

  #knock(request: IncomingMessage, socket: Duplex, head: Buffer) {
    const [path = ''] = (request.url ?? '').split('?');
    if (/^\/socket\.io(\/|$)/.test(path)) return;
    // Between the upgrade and the WebSocket nobody listens to it, and an unheard error would end the process.
    socket.on('error', () => socket.destroy());
    const knock = this.#channels
      .map((channel) => ({ channel, request, named: channel.match(path) }))
      .find((one): one is Knock => one.named !== undefined);
    if (!knock || this.#isStopping) {
      return void socket.end(
        `HTTP/1.1 ${knock ? '503 Service Unavailable' : '404 Not Found'}\r\nconnection: close\r\n\r\n`,
      );
    }
    const admission = this.door.admit(keyOfRequest(request), knock.channel.name, request);
    void admission.then(
      (admitted) => {
        socket.once('close', admitted.leave);
        if (socket.destroyed) return admitted.leave();
        this.#server.handleUpgrade(request, socket, head, (open) => this.#serve(open, admitted, knock));
      },
      (error: unknown) => this.#server.handleUpgrade(request, socket, head, (open) => this.#refuse(open, error)),
    );
  }

  #serve(socket: WebSocket, admitted: Admitted, { channel, named }: Knock) {
    // Whoever breaks the protocol is closed by `ws`, with the code for it.
    socket.on('error', () => undefined);
    const welcomed = channel.welcome(socket, admitted, named);
    const refuse = (error: unknown) => this.#refuse(socket, error);
    let last: Promise<void> = welcomed.then(() => undefined, refuse);
    socket.on('pong', () => this.#quiet.delete(socket));
    socket.on('message', (data, isBinary) => {
      this.#quiet.delete(socket);
      if (isBinary || socket.readyState !== socket.OPEN) return;
      // One after the other; meanwhile no more is read.
      socket.pause();
      last = last.then(async () => (await welcomed)(String(data))).then(() => socket.resume(), refuse);
    });
  }

  #refuse(socket: WebSocket, thrown: unknown) {
    const error = AppError.from(thrown);
    if (error.code === 'internal') this.logger.error({ err: thrown }, 'A live connection failed');
    socket.on('error', () => undefined);
    socket.resume();
    if (socket.readyState === socket.OPEN) socket.close(closeCodeOf(error.code), error.code);
  }

  #dropDead() {
    for (const socket of this.#server.clients) {
      if (this.#quiet.has(socket)) socket.terminate();
      else {
        this.#quiet.add(socket);
        socket.ping();
      }
    }
  }
}
