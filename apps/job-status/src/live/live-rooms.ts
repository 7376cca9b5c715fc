import { visibleTo } from '@polyspool/access/access';
import { ProjectAccess } from '@polyspool/access/project-access';
import { AppError } from '@polyspool/contracts/errors';
import type { JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';
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
import { NewestNumbers } from './newest-numbers.js';
import { everythingRoom, jobRoom, nameOfRoom, projectRoom, userRoom } from './rooms.js';
import { ToldEvents } from './told-events.js';

const maxRooms = 200;
const lookAgainMs = 3_000;
/** Events that are read from the log at once for one that comes back. */
const pageSize = 500;
/** Jobs of which one that comes back to a list is told what was missed. */
const mostReplayedJobs = 500;
/** Of a job with all its parts there are no more. */
const mostParts = 10_000;
/** So long an event may be on its way into the log. */
const marginMs = 10_000;
/** So long news may be on its way to the rooms. */
const newsMs = 60_000;

type WantedJob = Extract<LiveSubscription, { jobId: string }>;
type WantedList = Exclude<LiveSubscription, WantedJob>;
/** Numbers heard, by job. */
type Heard = Map<string, number>;

/** Who hears of what, on this replica: a room per job (its children included), per user and per project. Every channel is told from here. */
@Injectable()
export class LiveRooms implements FeedListener, OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #told = new ToldEvents();
  readonly #toldLists = new NewestNumbers();
  readonly #ahead = new HeardAhead();
  readonly #channels: Followers[] = [];
  readonly #opening = new Map<string, Set<HeldEvents>>();
  #lookAgain: NodeJS.Timeout | undefined;
  #catchingUp: Promise<void> = Promise.resolve();

  constructor(
    private readonly jobs: JobRecords,
    private readonly log: EventLog,
    private readonly projects: ProjectAccess,
    private readonly logger: Logger,
    feed: LiveFeed,
  ) {
    feed.follow(this);
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
    if (this.#told.lacksBefore(logged.event)) this.resync();
    else this.#emit(logged);
  }

  /** The log has every event. A notice can be lost with the process that was to give it. */
  resync() {
    this.#catchingUp = this.#catchingUp.then(() => this.#catchUp());
  }

  async #catchUp() {
    const { known, rooms } = this.#told.known((jobId) => !this.#isInUse(jobRoom(jobId)));
    if (!rooms.length) return;
    try {
      for (const logged of await this.log.after(known, rooms)) {
        if (this.#told.unaware(logged.event).length) this.#emit(logged);
      }
    } catch (err) {
      this.logger.warn({ err }, 'Missed events could not be looked for');
    }
  }

  #isInUse(room: string) {
    return this.#channels.some((channel) => channel.hasRoom(room));
  }

  /** To this replica's followers; each replica reads the log for its own. */
  #emit({ event, userId, projectId }: LoggedEvent) {
    const lists = event.seq > (this.#toldLists.get(event.jobId) ?? 0) ? [everythingRoom] : [];
    if (lists.length && !event.parentId)
      lists.push(userRoom(userId), ...(projectId === undefined ? [] : [projectRoom(projectId)]));
    const rooms = [...lists, ...this.#told.unaware(event).map(jobRoom)];
    this.#told.event(event);
    if (lists.length) this.#toldLists.set(event);
    const ofJobs = [event.jobId, event.parentId].filter((id) => id !== undefined).map(jobRoom);
    for (const room of [...lists, ...ofJobs]) this.#opening.get(room)?.forEach((held) => held.add(event));
    const ahead = this.#ahead.of(event);
    for (const channel of this.#channels) if (channel.size) channel.tell(rooms, event, ahead);
  }

  async #openJob(follower: Follower, { jobId, since }: WantedJob, held: HeldEvents) {
    const room = jobRoom(jobId);
    const viewerId = visibleTo(follower.person);
    const snapshot = await this.jobs.snapshot(jobId, viewerId);
    if (!snapshot) throw new AppError('job.unknown', `No job ${jobId}`);
    const heard = await this.#heardOf(snapshot, since);
    await keptUp(follower);
    follower.snapshot(snapshot);
    if (since !== undefined) await this.#replay(follower, heard);
    await flush(follower, held, (event) => {
      const last = heard.get(event.jobId) ?? 0;
      if (event.seq !== last + 1) return void (event.seq > last && this.resync());
      tell(follower, heard, event);
    });
    // From here on without a pause, or an event would be in neither.
    enter(follower, room);
    if (snapshot.job.projectId || viewerId === undefined) follower.reviewed.set(room, { jobId });
    this.#told.open(jobId, heard);
    this.#ahead.note(follower, this.#told.beyond(jobId, heard));
  }

  /** What a follower knows of a job and its children, with the snapshot or by what it says that it has heard. */
  async #heardOf({ job, children }: JobSnapshot, since: WantedJob['since']): Promise<Heard> {
    const jobs = [job, ...children];
    if (since === undefined) return new Map(jobs.map(({ id, seq }) => [id, seq]));
    const numbers =
      typeof since === 'string'
        ? await this.log.numbersAt(beforeMargin(since), { jobId: job.id }, mostParts)
        : new Map(jobs.map(({ id }) => [id, since[id] ?? 0]));
    // Nobody has heard what has not happened: numbers hold for the room, and so for others.
    return new Map(jobs.map(({ id, seq }) => [id, Math.min(numbers.get(id) ?? seq, seq)]));
  }

  async #openList(follower: Follower, wanted: WantedList, held: HeldEvents) {
    const { person } = follower;
    await this.#requireList(follower, wanted);
    const heard = wanted.since === undefined ? new Map<string, number>() : await this.#missedBy(follower, wanted);
    if (heard) await this.#replay(follower, heard);
    await flush(follower, held, (event) => {
      if (event.seq > (heard?.get(event.jobId) ?? 0)) tell(follower, heard ?? new Map(), event);
    });
    const room = nameOfRoom(wanted, person);
    enter(follower, room);
    if (heard) this.#ahead.note(follower, heard);
    const { since: _since, ...reviewed } = wanted;
    if (!('mine' in wanted)) follower.reviewed.set(room, reviewed);
    return heard !== undefined;
  }

  async #requireList({ person }: Follower, wanted: WantedList) {
    if ('projectId' in wanted) await this.projects.require(person, wanted.projectId, 'viewer');
    if ('everything' in wanted && person.role === 'user') throw notOfAll();
  }

  /** Nothing where it is too much. */
  async #missedBy({ person }: Follower, wanted: WantedList): Promise<Heard | undefined> {
    const jobs =
      'mine' in wanted ? { userId: person.id } : 'projectId' in wanted ? { projectId: wanted.projectId } : {};
    const heard = await this.log.numbersAt(beforeMargin(wanted.since ?? ''), jobs, mostReplayedJobs + 1);
    return heard.size > mostReplayedJobs ? undefined : heard;
  }

  async #replay(follower: Follower, heard: Heard) {
    let read = heard.size ? pageSize : 0;
    while (read === pageSize) {
      const page = await this.log.after(heard, [], pageSize);
      for (const { event } of page) {
        if (follower.isBehind) await keptUp(follower);
        tell(follower, heard, event);
      }
      read = page.length;
    }
  }
}

export const notOfAll = () => new AppError('auth.forbidden', 'Only operators and administrators hear of everything');

const beforeMargin = (since: string) => new Date(Math.min(Date.parse(since), Date.now()) - marginMs);

function tell(follower: Follower, heard: Heard, event: JobEvent) {
  heard.set(event.jobId, event.seq);
  follower.event(event);
}

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
