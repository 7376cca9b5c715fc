import { visibleTo } from '@polyspool/access/access';
import { applyJobEvent } from '@polyspool/contracts/apply-job-event';
import { AppError } from '@polyspool/contracts/errors';
import type { Job, JobEvent } from '@polyspool/contracts/job-status';
import { statusMessageOf } from '@polyspool/contracts/status-message';
import { JobRecords } from '@polyspool/database/job-records';
import { Injectable } from '@nestjs/common';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Admitted } from '../door.js';
import { FollowerRooms } from '../follower-rooms.js';
import { LiveRooms } from '../live-rooms.js';
import { PlainFollower, type Wording } from '../plain-follower.js';
import type { SocketChannel } from './socket-channel.js';
import { SocketWire } from './socket-wire.js';

/** `/ws/jobs/{id}`, as the video generation system before this one had it: its state at once, and whenever it changes. */
@Injectable()
export class OneJobChannel implements SocketChannel {
  readonly name = 'ws-jobs';
  private readonly followers = new FollowerRooms();

  constructor(
    private readonly rooms: LiveRooms,
    private readonly jobs: JobRecords,
  ) {
    rooms.add(this.followers);
  }

  match(path: string) {
    return /^\/ws\/jobs\/([^/]+)\/?$/.exec(path)?.[1];
  }

  async welcome(socket: WebSocket, admitted: Admitted, jobId: string) {
    if (!z.uuid().safeParse(jobId).success) throw unknownJob(jobId);
    const told = new ToldStatus();
    const follower = new PlainFollower(admitted, new SocketWire(socket), told, this.followers);
    socket.once('close', () => follower.gone());
    await this.rooms.subscribe(follower, { jobId });
    return async (said: string) => {
      const asked = askedBy(said);
      if (asked === 'ping') follower.send(said === 'ping' ? 'pong' : '{"type":"pong"}');
      if (asked !== 'refresh') return;
      const job = await this.jobs.find(jobId, visibleTo(follower.person));
      if (!job) throw unknownJob(jobId);
      follower.send(told.refreshed(job));
    };
  }
}

const unknownJob = (jobId: string) => new AppError('job.unknown', `No job ${jobId}`);

/** What a client was told last. */
class ToldStatus implements Wording {
  #job: Job | undefined;
  #text: string | undefined;

  snapshot({ job }: { readonly job: Job }) {
    return this.refreshed(job);
  }

  /** Nothing of its parts, nor where nothing of what is told here has changed. */
  event(event: JobEvent) {
    if (!this.#job || event.jobId !== this.#job.id) return undefined;
    this.#job = applyJobEvent(this.#job, event);
    const before = this.#text;
    this.#text = JSON.stringify(statusMessageOf(this.#job));
    return this.#text === before ? undefined : this.#text;
  }

  /** A row may be older than what was told since it was read. */
  refreshed(job: Job) {
    if (!this.#job || job.seq >= this.#job.seq) this.#job = job;
    this.#text = JSON.stringify(statusMessageOf(this.#job));
    return this.#text;
  }

  /** The connection ends, and its close code says why. */
  closed() {
    return undefined;
  }
}

/** As plain text, or as an object with that as its type. */
function askedBy(said: string): string | undefined {
  if (!said.startsWith('{')) return said.trim();
  try {
    return z.object({ type: z.string() }).safeParse(JSON.parse(said)).data?.type;
  } catch {
    return undefined;
  }
}
