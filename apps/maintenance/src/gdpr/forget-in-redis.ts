import { Injectable } from '@nestjs/common';
import { queueNames } from '@polyspool/contracts/catalogue';
import { AppError } from '@polyspool/contracts/errors';
import { Database } from '@polyspool/database/database';
import { PersonThings } from '@polyspool/database/person-things';
import { QueueCursors } from '@polyspool/database/queue-cursors';
import { isAfter } from '@polyspool/jobs/event-stream';
import { JobTraces } from '@polyspool/jobs/job-traces';
import { pause } from '@polyspool/service/pause';

const readWithinMs = 60_000;
const lookAgainMs = 100;

/** What ended jobs of somebody have left in Redis. */
@Injectable()
export class ForgetInRedis {
  readonly #cursors: QueueCursors;

  constructor(
    private readonly things: PersonThings,
    private readonly traces: JobTraces,
    database: Database,
  ) {
    this.#cursors = new QueueCursors(database);
  }

  async run(userId: string, signal: AbortSignal) {
    await this.#allRead(signal);
    let redisKeys = 0;
    for await (const jobs of this.things.jobs(userId)) redisKeys += await this.traces.removeJobs(jobs);
    await this.#allRead(signal);
    let redisEvents = 0;
    for (const queue of queueNames) {
      signal.throwIfAborted();
      redisEvents += await this.traces.removeEvents(queue, (ids) => this.things.jobsAmong(userId, ids));
    }
    return { redisKeys, redisEvents };
  }

  /**
   * Until each stream has been recorded up to now: job-status would take what is removed before for lost. It lets go what is
   * recorded, so that events can only be taken out when its place is behind all of theirs.
   */
  async #allRead(signal: AbortSignal) {
    const waiting = new Map<string, string>();
    const read = await this.#cursors.positions();
    for (const queue of queueNames) {
      const isRead = (read.get(queue) ?? '0-0') !== '0-0';
      if (isRead && (await this.traces.hasEvents(queue))) waiting.set(queue, await this.traces.mark(queue));
    }
    const until = performance.now() + readWithinMs;
    while (waiting.size) {
      signal.throwIfAborted();
      const positions = await this.#cursors.positions();
      for (const [queue, mark] of waiting) {
        if (!isAfter(mark, positions.get(queue) ?? '0-0')) waiting.delete(queue);
      }
      if (performance.now() > until) {
        throw new AppError('service.unavailable', `Nobody reads the events of ${[...waiting.keys()].join(', ')}`);
      }
      if (waiting.size) await pause(lookAgainMs, signal);
    }
  }
}
