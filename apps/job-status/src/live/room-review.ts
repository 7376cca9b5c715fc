import { visibleTo } from '@polyspool/access/access';
import { ProjectAccess } from '@polyspool/access/project-access';
import { AppError } from '@polyspool/contracts/errors';
import type { LiveRoom } from '@polyspool/contracts/live';
import { JobRecords } from '@polyspool/database/job-records';
import { Logger } from '@polyspool/service/logger';
import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Door } from './door.js';
import type { Follower } from './follower.js';
import { LiveRooms, notOfAll } from './live-rooms.js';

/** So long at most somebody hears of what they may see no more. */
const reviewMs = 60_000;

/** Those who do not see a job any more leave its room, and are told: projects, roles and keys are taken away at any time. */
@Injectable()
export class RoomReview implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #review: Promise<void> = Promise.resolve();

  constructor(
    private readonly door: Door,
    private readonly jobs: JobRecords,
    private readonly projects: ProjectAccess,
    private readonly rooms: LiveRooms,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap() {
    this.#timer = setInterval(() => void this.review(), reviewMs);
  }

  async beforeApplicationShutdown() {
    clearInterval(this.#timer);
    await this.#review;
  }

  review() {
    this.#review = this.#review
      .then(() => this.#all())
      .catch((err: unknown) => this.logger.warn({ err }, 'Who may hear of jobs is looked up again in a while'));
    return this.#review;
  }

  async #all() {
    for (const channel of this.rooms.channels) {
      for (const follower of channel) if (await this.#isStillKnown(follower)) await this.#closeUnseen(follower);
    }
  }

  /** Whose key opens nothing any more hears of nothing more. */
  async #isStillKnown(follower: Follower) {
    try {
      follower.person = await this.door.identify(follower.key);
      return true;
    } catch (error) {
      const known = AppError.from(error);
      if (known.status !== 401 && known.status !== 403) throw error;
      follower.end(known);
      return false;
    }
  }

  async #closeUnseen(follower: Follower) {
    const wanted = [...follower.reviewed.values()];
    const jobIds = wanted.flatMap((room) => ('jobId' in room ? [room.jobId] : []));
    const seen = jobIds.length ? await this.jobs.seen(jobIds, visibleTo(follower.person)) : new Set<string>();
    for (const [name, room] of [...follower.reviewed]) {
      const problem =
        'jobId' in room ? unknownUnless(seen.has(room.jobId), room.jobId) : await this.#problemOf(follower, room);
      if (!problem) continue;
      follower.leave(name);
      follower.closed({ ...room, problem: { code: problem.code, detail: problem.message } });
    }
  }

  async #problemOf({ person }: Follower, room: Exclude<LiveRoom, { jobId: string }>): Promise<AppError | undefined> {
    if ('everything' in room) return person.role === 'user' ? notOfAll() : undefined;
    if ('mine' in room) return undefined;
    try {
      await this.projects.require(person, room.projectId, 'viewer');
      return undefined;
    } catch (error) {
      if (error instanceof AppError && error.code === 'project.unknown') return error;
      throw error;
    }
  }
}

/** The same answer as to those who come now. */
const unknownUnless = (isSeen: boolean, jobId: string) =>
  isSeen ? undefined : new AppError('job.unknown', `No job ${jobId}`);
