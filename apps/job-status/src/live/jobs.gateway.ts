import type { BeforeApplicationShutdown } from '@nestjs/common';
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
import { ToldEvents } from './told-events.js';

const Subscription = z.union([z.strictObject({ jobId: z.uuid() }), z.strictObject({ mine: z.literal(true) })]);
const maxRooms = 200;
const lookAgainMs = 3_000;
const jobRoom = (jobId: string) => `job:${jobId}`;
const userRoom = (userId: string) => `user:${userId}`;

interface Identified {
  person: Person;
}
type Client = Socket<Record<string, never>, ServerEvents, Record<string, never>, Identified>;
type ServerEvents = Record<'snapshot' | 'event', (message: unknown) => void>;

/** Socket.IO: a room per job (its children included) and per user. Snapshot first, then events by `seq`. */
@WebSocketGateway({ namespace: '/jobs', path: '/socket.io', maxHttpBufferSize: 64 * 1024 })
export class JobsGateway implements OnGatewayInit<Namespace>, FeedListener, BeforeApplicationShutdown {
  readonly #told = new ToldEvents();
  #server: Namespace;
  #lookAgain: NodeJS.Timeout | undefined;
  /** Events for subscriptions whose snapshot is still on its way, by room. */
  readonly #opening = new Map<string, Set<JobEvent[]>>();

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
    this.#lookAgain = setInterval(() => void this.#catchUp(), lookAgainMs);
    server.use((socket: Client, next) => {
      const token: unknown = socket.handshake.auth['token'];
      this.access.identify(typeof token === 'string' ? token : undefined).then(
        (person) => {
          socket.data.person = person;
          next();
        },
        (error: unknown) => next(new Error(AppError.from(error).code)),
      );
    });
  }

  beforeApplicationShutdown() {
    clearInterval(this.#lookAgain);
  }

  @SubscribeMessage('subscribe')
  async subscribe(@ConnectedSocket() socket: Client, @MessageBody() message: unknown) {
    try {
      const wanted = parseInput(Subscription, message);
      if ('mine' in wanted) await enter(socket, userRoom(socket.data.person.id));
      else await this.#tell(socket, wanted.jobId, (room) => enter(socket, room));
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
    this.#told.event(event);
    const rooms = [jobRoom(event.jobId), event.parentId ? jobRoom(event.parentId) : userRoom(userId)];
    for (const room of rooms) this.#opening.get(room)?.forEach((held) => held.push(event));
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

  /** A notice can be lost with the process that was to give it. The log has every event. */
  async #catchUp() {
    const known = this.#told.known((jobId) => !this.#server.adapter.rooms.has(jobRoom(jobId)));
    if (!known.size) return;
    try {
      for (const { userId, event } of await this.log.after(known)) this.event(userId, event);
    } catch (err) {
      this.logger.warn({ err }, 'Missed events could not be looked for');
    }
  }

  /** Snapshot first; what came while it was on its way is told after it. A client drops what it has by `seq`. */
  async #tell(socket: Client, jobId: string, done: (room: string) => void | Promise<void> = () => undefined) {
    const room = jobRoom(jobId);
    const held: JobEvent[] = [];
    const opening = this.#opening.get(room) ?? new Set();
    this.#opening.set(room, opening.add(held));
    try {
      const snapshot = await this.jobs.snapshot(jobId, visibleTo(socket.data.person));
      if (!snapshot) throw new AppError('job.unknown', `No job ${jobId}`);
      // From here to the room without a pause, or an event would be in neither.
      const entered = done(room);
      this.#told.snapshot(snapshot);
      socket.emit('snapshot', snapshot);
      const known = new Map([snapshot.job, ...snapshot.children].map((job) => [job.id, job.seq]));
      for (const event of held) if (event.seq > (known.get(event.jobId) ?? 0)) socket.emit('event', event);
      await entered;
    } finally {
      opening.delete(held);
      if (!opening.size) this.#opening.delete(room);
    }
  }
}

/** Checked at the door: many may be on their way at once. */
function enter(socket: Client, room: string) {
  const others = [...socket.rooms].filter((joined) => joined !== socket.id && joined !== room);
  if (others.length >= maxRooms) throw new AppError('input.invalid', `At most ${maxRooms} subscriptions`);
  if (socket.connected) return socket.join(room);
}
