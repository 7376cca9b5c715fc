import { visibleTo } from '@polyspool/access/access';
import { ProjectAccess } from '@polyspool/access/project-access';
import { AppError } from '@polyspool/contracts/errors';
import type { JobEvent } from '@polyspool/contracts/job-status';
import type { LiveSubscription } from '@polyspool/contracts/live';
import { EventLog, type LoggedEvent } from '@polyspool/database/event-log';
import { JobRecords } from '@polyspool/database/job-records';
import { Logger } from '@polyspool/service/logger';
import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { type Follower, type Followers, keptUp, tooSlow } from './follower.js';
import { HeardAhead } from './heard-ahead.js';
import { HeldEvents } from './held-events.js';
import { type FeedListener, LiveFeed } from './live-feed.js';
import { type Heard, MissedEvents, tell, type WantedJob, type WantedList } from './missed-events.js';
import { everythingRoom, jobRoom, nameOfRoom, projectRoom, userRoom } from './rooms.js';
import { ToldEvents } from './told-events.js';

const maxRooms = 200;
const lookAgainMs = 3_000;
/** So long news may be on its way to the rooms. */
const newsMs = 60_000;

/** Who hears of what, on this replica: a room per job (its children included), per user and per project. Every channel is told from here. */
@Injectable()
export class LiveRooms implements FeedListener, OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #told = new ToldEvents();
  readonly #ahead = new HeardAhead();
  readonly #missed: MissedEvents;
  /** Numbers, by job, after which the rooms of jobs have been told what lists may not have: the feed tells lists, in its order. */
  #found = new Map<string, number>();
  readonly #channels: Followers[] = [];
  readonly #opening = new Map<string, Set<HeldEvents>>();
  #lookAgain: NodeJS.Timeout | undefined;
  #catchingUp: Promise<void> = Promise.resolve();

  constructor(
    private readonly jobs: JobRecords,
    private readonly log: EventLog,
    private readonly projects: ProjectAccess,
    private readonly logger: Logger,
    private readonly feed: LiveFeed,
  ) {
    feed.follow(this);
    this.#missed = new MissedEvents(log);
  }

  /** Everybody there is, of all kinds. */
  get channels(): readonly Followers[] {
    return this.#channels;
  }

  add(followers: Followers) {
    this.#channels.push(followers);
  }

  onApplicationBootstrap() {
    this.#lookAgain = setInterval(() => {
      this.#ahead.forget(newsMs);
      this.feed.look(this.#found);
      this.#found = new Map();
      this.resync();
    }, lookAgainMs);
  }

  async beforeApplicationShutdown() {
    clearInterval(this.#lookAgain);
    await this.#catchingUp;
  }

  /**
   * Of a job the snapshot first; then what was missed; then what happens. Answers false where more was missed than is told
   * again. Throws `job.unknown`, `project.unknown`, `auth.forbidden`, `input.invalid`.
   */
  async subscribe(follower: Follower, wanted: LiveSubscription): Promise<boolean> {
    const room = nameOfRoom(wanted, follower.person);
    refuseFull(follower, room);
    const held = new HeldEvents();
    const opening = this.#opening.get(room) ?? new Set();
    this.#opening.set(room, opening.add(held));
    try {
      if ('jobId' in wanted) await this.#openJob(follower, wanted, held);
      else return await this.#openList(follower, wanted, held);
      return true;
    } finally {
      opening.delete(held);
      if (!opening.size) this.#opening.delete(room);
    }
  }

  hasFollowers() {
    return this.#channels.some(({ size }) => size > 0);
  }

  event(logged: LoggedEvent) {
    const { event } = logged;
    const lists = listsOf(logged);
    this.#hold(lists, event);
    if (!this.#told.lacksBefore(event)) return this.#emit(event, lists);
    this.#tell(lists, event);
    this.resync();
  }

  /** The log has every event. A notice can be lost with the process that was to give it. */
  resync() {
    this.#catchingUp = this.#catchingUp.then(() => this.#catchUp());
  }

  async #catchUp() {
    const { known, rooms } = this.#told.known((jobId) => !this.#isInUse(jobRoom(jobId)));
    if (!rooms.length) return;
    try {
      for (const { event } of await this.log.after(known, rooms)) {
        if (!this.#told.unaware(event).length) continue;
        this.#emit(event, []);
        if (!this.#found.has(event.jobId)) this.#found.set(event.jobId, event.seq - 1);
      }
    } catch (err) {
      this.logger.warn({ err }, 'Missed events could not be looked for');
    }
  }

  #isInUse(room: string) {
    return this.#channels.some((channel) => channel.hasRoom(room));
  }

  /** To this replica's followers of its jobs, and of lists; each replica reads the log for its own. */
  #emit(event: JobEvent, lists: readonly string[]) {
    const ofJobs = [event.jobId, event.parentId].filter((id) => id !== undefined).map(jobRoom);
    this.#hold(ofJobs, event);
    const rooms = [...lists, ...this.#told.unaware(event).map(jobRoom)];
    this.#told.event(event);
    this.#tell(rooms, event);
  }

  #hold(rooms: readonly string[], event: JobEvent) {
    for (const room of rooms) this.#opening.get(room)?.forEach((held) => held.add(event));
  }

  #tell(rooms: readonly string[], event: JobEvent) {
    if (!rooms.length) return;
    const ahead = this.#ahead.of(event);
    for (const channel of this.#channels) if (channel.size) channel.tell(rooms, event, ahead);
  }

  async #openJob(follower: Follower, { jobId, since }: WantedJob, held: HeldEvents) {
    const room = jobRoom(jobId);
    const viewerId = visibleTo(follower.person);
    const snapshot = await this.jobs.snapshot(jobId, viewerId);
    if (!snapshot) throw new AppError('job.unknown', `No job ${jobId}`);
    const heard = await this.#missed.heardOf(snapshot, since);
    await keptUp(follower);
    follower.snapshot(snapshot);
    const told: Heard = new Map();
    if (since !== undefined) await this.#missed.replay(follower, heard, told);
    await flush(follower, held, (event) => {
      const last = heard.get(event.jobId) ?? 0;
      if (event.seq !== last + 1) return void (event.seq > last && this.resync());
      heard.set(event.jobId, event.seq);
      tell(follower, told, event);
    });
    // From here on without a pause, or an event would be in neither.
    enter(follower, room);
    if (snapshot.job.projectId || viewerId === undefined) follower.reviewed.set(room, { jobId });
    this.#told.open(jobId, heard);
    this.#noteAhead(follower, told, jobId);
  }

  async #openList(follower: Follower, wanted: WantedList, held: HeldEvents) {
    const { person } = follower;
    await this.#requireList(follower, wanted);
    const heard =
      wanted.since === undefined ? new Map<string, number>() : await this.#missed.of(follower.person, wanted);
    const told: Heard = new Map();
    if (heard) await this.#missed.replay(follower, heard, told);
    await flush(follower, held, (event) => {
      if (event.seq > (heard?.get(event.jobId) ?? 0)) tell(follower, told, event);
    });
    const room = nameOfRoom(wanted, person);
    enter(follower, room);
    this.#noteAhead(follower, told);
    const { since: _since, ...reviewed } = wanted;
    if (!('mine' in wanted)) follower.reviewed.set(room, reviewed);
    return heard !== undefined;
  }

  async #requireList({ person }: Follower, wanted: WantedList) {
    if ('projectId' in wanted) await this.projects.require(person, wanted.projectId, 'viewer');
    if ('everything' in wanted && person.role === 'user') throw notOfAll();
  }

  /** What it was told by itself, and others are still to be told: by the feed, or in its room. */
  #noteAhead(follower: Follower, told: Heard, room?: string) {
    const ahead = [...told].filter(
      ([jobId, seq]) =>
        seq > (this.feed.newest(jobId) ?? 0) || (room !== undefined && this.#told.lacks(room, jobId, seq)),
    );
    this.#ahead.note(follower, new Map(ahead));
  }
}

function listsOf({ event, userId, projectId }: LoggedEvent) {
  if (event.parentId) return [everythingRoom];
  return [everythingRoom, userRoom(userId), ...(projectId === undefined ? [] : [projectRoom(projectId)])];
}

export const notOfAll = () => new AppError('auth.forbidden', 'Only operators and administrators hear of everything');

/** Until nothing is held any more and the reader is not behind. */
async function flush(follower: Follower, held: HeldEvents, each: (event: JobEvent) => void) {
  for (let events = held.take(); events.length || follower.isBehind; events = held.take()) {
    for (const event of events) each(event);
    if (follower.isBehind) await keptUp(follower);
  }
  if (held.isLost) {
    follower.end(tooSlow());
    throw tooSlow();
  }
}

/** Checked at the door: many may be on their way at once. */
function enter(follower: Follower, room: string) {
  refuseFull(follower, room);
  if (follower.isOpen) follower.enter(room);
}

function refuseFull({ rooms }: Follower, room: string) {
  if (rooms.size < maxRooms || rooms.has(room)) return;
  throw new AppError('input.invalid', `At most ${maxRooms} subscriptions`);
}
