import type { BeforeApplicationShutdown } from '@nestjs/common';
import { bearerOf } from '@polyspool/access/access';
import { AppError } from '@polyspool/contracts/errors';
import { parseInput } from '@polyspool/contracts/input';
import type { JobEvent } from '@polyspool/contracts/job-status';
import { type LiveAnswer, LiveSubscription } from '@polyspool/contracts/live';
import { Logger } from '@polyspool/service/logger';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import type { Namespace } from 'socket.io';
import { Door } from './door.js';
import { type Follower, type Followers, mostWaitingBytes, tooSlow } from './follower.js';
import { LiveRooms } from './live-rooms.js';
import { nameOfRoom } from './rooms.js';
import { type Client, SocketFollower } from './socket-follower.js';
import { problemOfFailure } from './problem-of-failure.js';

const lookForSlowMs = 1_000;

/** Socket.IO, namespace `/jobs`. Unknown upgrades are left to the plain WebSockets beside it. */
@WebSocketGateway({ namespace: '/jobs', path: '/socket.io', maxHttpBufferSize: 64 * 1024, destroyUpgrade: false })
export class JobsGateway implements OnGatewayInit<Namespace>, Followers, BeforeApplicationShutdown {
  #server: Namespace;
  #lookForSlow: NodeJS.Timeout | undefined;

  constructor(
    private readonly door: Door,
    private readonly rooms: LiveRooms,
    private readonly logger: Logger,
  ) {}

  afterInit(server: Namespace) {
    this.#server = server;
    this.rooms.add(this);
    this.#lookForSlow = setInterval(() => this.dropSlow(), lookForSlowMs);
    server.use((socket: Client, next) => {
      this.door.admit(keyOf(socket), 'socket.io', socket.request).then(
        (admitted) => {
          socket.data.follower = new SocketFollower(admitted, socket);
          // Also where it goes before it has come in.
          socket.conn.once('close', admitted.leave);
          socket.once('disconnect', () => {
            socket.conn.off('close', admitted.leave);
            admitted.leave();
          });
          if (socket.conn.readyState === 'closed') admitted.leave();
          next();
        },
        (error: unknown) => next(new Error(AppError.from(error).code)),
      );
    });
  }

  beforeApplicationShutdown() {
    clearInterval(this.#lookForSlow);
  }

  @SubscribeMessage('subscribe')
  async subscribe(@ConnectedSocket() socket: Client, @MessageBody() message: unknown): Promise<LiveAnswer> {
    try {
      const complete = await this.rooms.subscribe(socket.data.follower, parseInput(LiveSubscription, message));
      return complete ? { ok: true } : { ok: true, complete };
    } catch (error) {
      return { ok: false, problem: problemOfFailure(error, this.logger) };
    }
  }

  @SubscribeMessage('unsubscribe')
  unsubscribe(@ConnectedSocket() socket: Client, @MessageBody() message: unknown): LiveAnswer {
    const wanted = LiveSubscription.safeParse(message);
    if (!wanted.success) return { ok: false };
    const { follower } = socket.data;
    follower.leave(nameOfRoom(wanted.data, follower.person));
    return { ok: true };
  }

  get size() {
    return this.#server.sockets.size;
  }

  *[Symbol.iterator]() {
    for (const socket of this.#server.sockets.values() as Iterable<Client>) yield socket.data.follower;
  }

  hasRoom(room: string) {
    return this.#server.adapter.rooms.has(room);
  }

  tell(rooms: readonly string[], event: JobEvent, heard: ReadonlySet<Follower>) {
    // To no room would be to everybody.
    if (!rooms.length) return;
    const ids = [...heard].flatMap((follower) => (follower instanceof SocketFollower ? [follower.id] : []));
    this.#server.local
      .to([...rooms])
      .except(ids)
      .emit('event', event);
  }

  /** What waits cannot be known when all in a room are told at once. */
  dropSlow() {
    for (const follower of this) if (follower.waitingBytes > mostWaitingBytes) follower.end(tooSlow());
  }
}

/** In the handshake's `auth`, which browsers can set, or in its header. */
function keyOf({ handshake }: Client) {
  const token: unknown = handshake.auth['token'];
  return typeof token === 'string' ? token : bearerOf(handshake.headers.authorization);
}
