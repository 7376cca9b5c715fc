import { Access, visibleTo } from '@polyspool/access/access';
import { AppError } from '@polyspool/contracts/errors';
import { parseInput } from '@polyspool/contracts/input';
import type { JobEvent } from '@polyspool/contracts/job-status';
import { EventLog } from '@polyspool/database/event-log';
import { JobRecords } from '@polyspool/database/job-records';
import type { Person } from '@polyspool/database/people';
import { Logger } from '@polyspool/service/logger';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import { z } from 'zod';
import { type FeedListener, LiveFeed } from './live-feed.js';

const Subscription = z.union([z.strictObject({ jobId: z.uuid() }), z.strictObject({ mine: z.literal(true) })]);
const maxRooms = 200;
const jobRoom = (jobId: string) => `job:${jobId}`;
const userRoom = (userId: string) => `user:${userId}`;

interface Identified {
  person: Person;
}
type Client = Socket<Record<string, never>, ServerEvents, Record<string, never>, Identified>;
type ServerEvents = Record<'snapshot' | 'event', (message: unknown) => void>;

/** Socket.IO: a room per job (its children included) and per user. Snapshot first, then events by `seq`. */
@WebSocketGateway({ namespace: '/jobs', path: '/socket.io', maxHttpBufferSize: 64 * 1024 })
export class JobsGateway implements OnGatewayInit<Namespace>, FeedListener {
  #server: Namespace;

  constructor(
    private readonly access: Access,
    private readonly jobs: JobRecords,
    private readonly log: EventLog,
    private readonly logger: Logger,
    feed: LiveFeed,
  ) {
    feed.follow(this);
  }

  afterInit(server: Namespace) {
    this.#server = server;
    server.use((socket: Client, next) => {
      this.access.identify(socket.handshake.auth['token'] as string | undefined).then(
        (person) => {
          socket.data.person = person;
          next();
        },
        (error: unknown) => next(new Error(AppError.from(error).code)),
      );
    });
  }

  @SubscribeMessage('subscribe')
  async subscribe(@ConnectedSocket() socket: Client, @MessageBody() message: unknown) {
    try {
      const wanted = parseInput(Subscription, message);
      if (socket.rooms.size >= maxRooms) throw new AppError('input.invalid', `At most ${maxRooms} subscriptions`);
      if ('mine' in wanted) await socket.join(userRoom(socket.data.person.id));
      else await this.#subscribeJob(socket, wanted.jobId);
      return { ok: true };
    } catch (error) {
      const { code, message: detail } = AppError.from(error);
      if (code === 'internal') this.logger.error({ err: error }, 'A subscription failed');
      return { ok: false, problem: { code, detail: code === 'internal' ? 'Something broke' : detail } };
    }
  }

  @SubscribeMessage('unsubscribe')
  async unsubscribe(@ConnectedSocket() socket: Client, @MessageBody() message: unknown) {
    const wanted = Subscription.safeParse(message);
    if (!wanted.success) return { ok: false };
    await socket.leave('mine' in wanted.data ? userRoom(socket.data.person.id) : jobRoom(wanted.data.jobId));
    return { ok: true };
  }

  event(userId: string, event: JobEvent) {
    const rooms = [jobRoom(event.jobId), event.parentId ? jobRoom(event.parentId) : userRoom(userId)];
    this.#server.local.to(rooms).emit('event', event);
  }

  resync() {
    for (const socket of this.#server.sockets.values()) {
      for (const room of socket.rooms) {
        if (!room.startsWith('job:')) continue;
        this.#tell(socket, room.slice(4)).catch((err: unknown) =>
          this.logger.warn({ err }, 'A subscriber could not start again'),
        );
      }
    }
  }

  async #subscribeJob(socket: Client, jobId: string) {
    if (!(await this.jobs.find(jobId, visibleTo(socket.data.person))))
      throw new AppError('job.unknown', `No job ${jobId}`);
    await socket.join(jobRoom(jobId));
    await this.#tell(socket, jobId);
  }

  /** What was logged while the snapshot was on its way is told after it; a client drops what it has by `seq`. */
  async #tell(socket: Client, jobId: string) {
    const snapshot = await this.jobs.snapshot(jobId, visibleTo(socket.data.person));
    if (!snapshot) return;
    socket.emit('snapshot', snapshot);
    const known = new Map([snapshot.job, ...snapshot.children].map((job) => [job.id, job.seq]));
    for (const { event } of await this.log.after(known)) socket.emit('event', event);
  }
}
