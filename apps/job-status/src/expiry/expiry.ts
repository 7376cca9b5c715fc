import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Database } from '@polyspool/database/database';
import { endedJobsChannel } from '@polyspool/database/ended-jobs';
import { Notices } from '@polyspool/database/notices';
import { Outbox } from '@polyspool/database/outbox';
import { bullIdOf } from '@polyspool/jobs/job-ids';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { Rounds } from '@polyspool/service/rounds';
import { EventRecorder } from '../record/event-recorder.js';
import { JobNews } from '../record/job-news.js';

const everyMs = 1_000;

/** Ends jobs that nobody has started by their `expiresAt`, whether they wait in Postgres or in Redis. */
@Injectable()
export class Expiry implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #outbox: Outbox;
  readonly #rounds = new Rounds({
    round: () => this.#round(),
    everyMs,
    onError: (err) => this.news.log.warn({ err }, 'Expired jobs could not be ended'),
  });

  constructor(
    database: Database,
    private readonly notices: Notices,
    private readonly recorder: EventRecorder,
    private readonly client: QueueClient,
    private readonly news: JobNews,
  ) {
    this.#outbox = new Outbox(database);
  }

  onApplicationBootstrap() {
    this.#rounds.start();
  }

  beforeApplicationShutdown() {
    return this.#rounds.stop();
  }

  async #round() {
    const ended = await this.#outbox.expire();
    if (ended.length) this.notices.tell(endedJobsChannel, '');
    for (const { id, before } of ended) this.notices.tell('events', `${id}:${before}`);
    this.news.expired(ended);
    for (const { id, queue, dispatch } of await this.#outbox.overdue()) {
      const bullId = bullIdOf(id, dispatch);
      // One that a worker has just taken is no longer late, or the worker says so itself.
      if (await this.client.remove(queue, bullId)) await this.recorder.recordEnd(queue, [bullId], 'job.expired');
    }
  }
}
