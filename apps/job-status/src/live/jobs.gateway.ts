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

/** The last number heard of a job and of each of its children: what came after it is told once more. */
const Since = z.record(z.uuid(), z.int().nonnegative());
const Subscription = z.union([
  z.strictObject({ jobId: z.uuid(), since: Since.optional() }),
  z.strictObject({ mine: z.literal(true) }),
  /** Of everybody, parts included: for operators. */
  z.strictObject({ everything: z.literal(true) }),
]);
const maxRooms = 200;
const lookAgainMs = 3_000;
/** So long at most somebody hears of what they may see no more. */
const reviewMs = 60_000;
const jobRoom = (jobId: string) => `job:${jobId}`;
const userRoom = (userId: string) => `user:${userId}`;
const everythingRoom = 'everything';

type WantedJob = Extract<z.output<typeof Subscription>, { jobId: string }>;
interface Identified {
  person: Person;
  /** Jobs that may be those of others: in a project when they were subscribed to, or seen as an operator. */
  maybeOfOthers?: Set<string>;
}
type Client = Socket<Record<string, never>, ServerEvents, Record<string, never>, Identified>;
type ServerEvents = Record<'snapshot' | 'event' | 'closed', (message: unknown) => void>;

/** Socket.IO: a room per job (its children included) and per user. Snapshot first, then events by `seq`. */
@WebSocketGateway({ namespace: '/jobs', path: '/socket.io', maxHttpBufferSize: 64 * 1024 })
export class JobsGateway implements OnGatewayInit<Namespace>, FeedListener, BeforeApplicationShutdown {
  readonly #told = new ToldEvents();
  #server: Namespace;
  #lookAgain: NodeJS.Timeout | undefined;
  #reviewing: NodeJS.Timeout | undefined;
  #review: Promise<void> = Promise.resolve();
  /** Events for subscriptions whose snapshot is still on its way, by room. */
  readonly #opening = new Map<string, Set<JobEvent[]>>();
  #catchingUp: Promise<void> = Promise.resolve();

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
    this.#lookAgain = setInterval(() => this.resync(), lookAgainMs);
    this.#reviewing = setInterval(() => void this.review(), reviewMs);
    server.use((socket: Client, next) => {
      this.access.identify(keyOf(socket)).then(
        (person) => {
          socket.data.person = person;
          next();
        },
        (error: unknown) => next(new Error(AppError.from(error).code)),
      );
    });
  }

  async beforeApplicationShutdown() {
    clearInterval(this.#lookAgain);
    clearInterval(this.#reviewing);
    await Promise.all([this.#catchingUp, this.#review]);
  }

  /** Those who do not see a job any more leave its room, and are told: projects, roles and keys are taken away at any time. */
  review() {
    this.#review = this.#review
      .then(() => this.#closeUnseen())
      .catch((err: unknown) => this.logger.warn({ err }, 'Who may hear of jobs is looked up again in a while'));
    return this.#review;
  }

  async #closeUnseen() {
    for (const socket of this.#server.sockets.values() as Iterable<Client>) {
      const person = await this.#stillKnown(socket);
      if (!person) continue;
      const { role } = (socket.data.person = person);
      if (role === 'user' && socket.rooms.has(everythingRoom)) await close(socket, { everything: true }, notOfAll());
      const joined = [...(socket.data.maybeOfOthers ?? [])].filter((jobId) => socket.rooms.has(jobRoom(jobId)));
      socket.data.maybeOfOthers = new Set(joined);
      if (!joined.length) continue;
      const seen = await this.jobs.seen(joined, visibleTo(person));
      for (const jobId of joined.filter((id) => !seen.has(id))) await close(socket, { jobId }, unknownJob(jobId));
    }
  }

  /** Whose key is revoked hears of nothing more. */
  async #stillKnown(socket: Client) {
    try {
      return await this.access.identify(keyOf(socket));
    } catch (error) {
      const { code, message: detail } = AppError.from(error);
      if (code !== 'auth.invalid') throw error;
      socket.emit('closed', { problem: { code, detail } });
      socket.disconnect();
      return undefined;
    }
  }

  @SubscribeMessage('subscribe')
  async subscribe(@ConnectedSocket() socket: Client, @MessageBody() message: unknown) {
    try {
      const wanted = parseInput(Subscription, message);
      if ('mine' in wanted) await enter(socket, userRoom(socket.data.person.id));
      else if ('everything' in wanted) await enter(socket, roomOfAll(socket.data.person));
      else await this.#tell(socket, wanted);
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
    await socket.leave(roomOf(wanted.data, socket.data.person));
    return { ok: true };
  }

  hasFollowers() {
    return this.#server.sockets.size > 0;
  }

  event(userId: string, event: JobEvent) {
    if (this.#told.lacksBefore(event)) this.resync();
    else this.#emit(event, userRoom(userId));
  }

  /** The log has every event. A notice can be lost with the process that was to give it. */
  resync() {
    this.#catchingUp = this.#catchingUp.then(() => this.#catchUp());
  }

  async #catchUp() {
    const { known, rooms } = this.#told.known((jobId) => !this.#server.adapter.rooms.has(jobRoom(jobId)));
    if (!rooms.length) return;
    try {
      for (const { userId, event } of await this.log.after(known, rooms)) {
        if (this.#told.unaware(event).length) this.#emit(event, userRoom(userId));
      }
    } catch (err) {
      this.logger.warn({ err }, 'Missed events could not be looked for');
    }
  }

  /** To this replica's subscribers; each replica reads the log for its own. */
  #emit(event: JobEvent, ofUser: string) {
    const rooms = [everythingRoom, ...this.#told.unaware(event).map(jobRoom)];
    this.#told.event(event);
    if (!event.parentId) rooms.push(ofUser);
    for (const jobId of [event.jobId, event.parentId]) {
      if (jobId) this.#opening.get(jobRoom(jobId))?.forEach((held) => held.push(event));
    }
    this.#server.local.to(rooms).emit('event', event);
  }

  /** Snapshot first, then what was asked for once more, then what came meanwhile. A client drops what it has by `seq`. */
  async #tell(socket: Client, { jobId, since }: WantedJob) {
    const room = jobRoom(jobId);
    const held: JobEvent[] = [];
    const opening = this.#opening.get(room) ?? new Set();
    this.#opening.set(room, opening.add(held));
    try {
      const viewerId = visibleTo(socket.data.person);
      const snapshot = await this.jobs.snapshot(jobId, viewerId);
      if (!snapshot) throw unknownJob(jobId);
      const jobs = [snapshot.job, ...snapshot.children];
      const heard = new Map(jobs.map(({ id, seq }) => [id, since ? (since[id] ?? 0) : seq]));
      const again = since ? await this.log.after(heard) : [];
      // From here to the room without a pause, or an event would be in neither.
      const entered = enter(socket, room);
      if (snapshot.job.projectId || viewerId === undefined) (socket.data.maybeOfOthers ??= new Set()).add(jobId);
      this.#told.snapshot(snapshot);
      socket.emit('snapshot', snapshot);
      const tell = (event: JobEvent) => {
        heard.set(event.jobId, event.seq);
        socket.emit('event', event);
      };
      for (const { event } of again) tell(event);
      for (const event of held) {
        const last = heard.get(event.jobId) ?? 0;
        if (event.seq === last + 1) tell(event);
        else if (event.seq > last) this.resync();
      }
      await entered;
    } finally {
      opening.delete(held);
      if (!opening.size) this.#opening.delete(room);
    }
  }
}

function roomOf(wanted: z.output<typeof Subscription>, { id }: Person) {
  if ('jobId' in wanted) return jobRoom(wanted.jobId);
  return 'mine' in wanted ? userRoom(id) : everythingRoom;
}

function roomOfAll({ role }: Person) {
  if (role === 'user') throw notOfAll();
  return everythingRoom;
}

function keyOf({ handshake }: Client) {
  const token: unknown = handshake.auth['token'];
  return typeof token === 'string' ? token : undefined;
}

const notOfAll = () => new AppError('auth.forbidden', 'Only operators and administrators hear of everything');
const unknownJob = (jobId: string) => new AppError('job.unknown', `No job ${jobId}`);

/** Checked at the door: many may be on their way at once. */
function enter(socket: Client, room: string) {
  const others = [...socket.rooms].filter((joined) => joined !== socket.id && joined !== room);
  if (others.length >= maxRooms) throw new AppError('input.invalid', `At most ${maxRooms} subscriptions`);
  if (socket.connected) return socket.join(room);
}

/** The same answer as to those who come now. */
async function close(socket: Client, wanted: z.output<typeof Subscription>, { code, message: detail }: AppError) {
  await socket.leave(roomOf(wanted, socket.data.person));
  socket.emit('closed', { ...wanted, problem: { code, detail } });
}
