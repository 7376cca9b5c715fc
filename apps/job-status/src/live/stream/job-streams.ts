import { visibleTo } from '@polyspool/access/access';
import { AppError } from '@polyspool/contracts/errors';
import { JobRecords } from '@polyspool/database/job-records';
import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { type Admitted, Door } from '../door.js';
import { FollowerRooms } from '../follower-rooms.js';
import { keyOfRequest } from '../key-of-request.js';
import { LiveRooms } from '../live-rooms.js';
import { PlainFollower } from '../plain-follower.js';
import { checkedEventId, streamWording, TellsEnd } from './job-stream.js';
import { StreamWire } from './stream-wire.js';

/** Proxies close what is silent for a minute, and a client that is gone is noticed when it is written to. */
const heartbeatMs = 15_000;
/** Then the stream ends, and its client comes back with the last id: no connection outlives its balancer for good. */
const longestMs = 3_600_000;
const comeBackMs = 2_000;

interface Asked {
  readonly jobId: string;
  readonly until: string | undefined;
  readonly request: IncomingMessage;
}

interface Wanted {
  readonly jobId: string;
  readonly lastEventId: string | undefined;
  readonly endsWithJob: boolean;
}

/** The event streams that are open. */
@Injectable()
export class JobStreams implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #followers = new FollowerRooms();
  /** How each of them is ended. */
  readonly #open = new Map<PlainFollower, () => void>();
  #heartbeat: NodeJS.Timeout | undefined;
  #isStopping = false;

  constructor(
    private readonly door: Door,
    private readonly rooms: LiveRooms,
    private readonly jobs: JobRecords,
  ) {
    rooms.add(this.#followers);
  }

  onApplicationBootstrap() {
    this.#heartbeat = setInterval(() => this.beat(), heartbeatMs);
  }

  /** A comment to everybody. */
  beat() {
    for (const follower of this.#open.keys()) follower.send(': still here\n\n');
  }

  beforeApplicationShutdown() {
    this.#isStopping = true;
    clearInterval(this.#heartbeat);
    for (const finish of this.#open.values()) finish();
  }

  /**
   * Answers what opens the stream. Throws before anything of an answer was sent: `auth.missing`, `auth.invalid`,
   * `auth.scopeMissing`, `auth.tooManyRequests`, `job.unknown`, `input.invalid`, `quota.connections`, `service.unavailable`.
   */
  async admit({ jobId, until, request }: Asked): Promise<(response: ServerResponse) => Promise<void>> {
    if (this.#isStopping) throw new AppError('service.unavailable', 'This replica is going: try again');
    const header = request.headers['last-event-id'];
    const lastEventId = checkedEventId(typeof header === 'string' ? header : undefined);
    if (until !== undefined && until !== 'end') throw new AppError('input.invalid', "until: only 'end' is known");
    const admitted = await this.door.admit(keyOfRequest(request), 'sse', request);
    try {
      await this.#requireSeen(admitted, jobId);
    } catch (error) {
      admitted.leave();
      throw error;
    }
    return (response) => this.#stream(response, admitted, { jobId, lastEventId, endsWithJob: until === 'end' });
  }

  async #requireSeen({ person }: Admitted, jobId: string) {
    const isSeen = z.uuid().safeParse(jobId).success && (await this.jobs.seen([jobId], visibleTo(person))).has(jobId);
    if (!isSeen) throw new AppError('job.unknown', `No job ${jobId}`);
  }

  async #stream(response: ServerResponse, admitted: Admitted, { jobId, lastEventId, endsWithJob }: Wanted) {
    const wire = new StreamWire(response);
    let isOpened = false;
    const wording = new TellsEnd(
      streamWording(lastEventId),
      jobId,
      () => isOpened && endsWithJob && setImmediate(finish),
    );
    const follower = new PlainFollower(admitted, wire, wording, this.#followers);
    const finish = () => {
      follower.gone();
      wire.finish();
    };
    this.#keep(response, follower, { finish, leave: admitted.leave });
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // Streams end when this replica does: a proxy that kept the connection would come back to it.
      connection: 'close',
      // Nginx would gather it.
      'x-accel-buffering': 'no',
    });
    response.write(`retry: ${comeBackMs}\n\n`);
    await this.rooms.subscribe(follower, { jobId, ...(lastEventId !== undefined && { since: lastEventId }) });
    isOpened = true;
    if (endsWithJob && wording.hasEnded) finish();
  }

  #keep(
    response: ServerResponse,
    follower: PlainFollower,
    { finish, leave }: { finish: () => void; leave: () => void },
  ) {
    this.#open.set(follower, finish);
    const longest = setTimeout(finish, longestMs).unref();
    const gone = () => {
      clearTimeout(longest);
      this.#open.delete(follower);
      follower.gone();
      leave();
    };
    response.once('close', gone);
    response.on('error', () => response.destroy());
    if (response.destroyed) gone();
  }
}
