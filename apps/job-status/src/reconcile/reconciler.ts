import { queueNames } from '@polyspool/contracts/catalogue';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Database } from '@polyspool/database/database';
import { whileLeading } from '@polyspool/database/leadership';
import { Notices } from '@polyspool/database/notices';
import { type Dispatched, OpenJobs } from '@polyspool/database/open-jobs';
import { clockOf, QueueCursors } from '@polyspool/database/queue-cursors';
import { bullIdOf } from '@polyspool/jobs/job-ids';
import { QueueState } from '@polyspool/jobs/queue-state';
import { pause } from '@polyspool/service/pause';
import { EventRecorder } from '../record/event-recorder.js';
import { eventOf } from '../record/event-reader.js';
import { JobNews } from '../record/job-news.js';

const everyMs = 2_000;
/** A job may be this long on its way into Redis before it is looked for. */
const graceMs = 2_000;
/** Only what the reader has passed is recorded from here: a slow reader must not be overtaken. */
const marginMs = 1_000;

/** Compares what Postgres believes with what Redis holds: lost jobs are put again, unheard ends are recorded. */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly recorder: EventRecorder,
    private readonly state: QueueState,
    private readonly notices: Notices,
    private readonly news: JobNews,
  ) {}

  onApplicationBootstrap() {
    const { signal } = this.#stop;
    const onError = (error: unknown) => this.news.log.warn({ err: error }, 'Reconciling was interrupted');
    this.#running = whileLeading(this.database.url, 'reconciler', (leading) => this.#rounds(leading), {
      signal,
      onError,
    });
  }

  async beforeApplicationShutdown() {
    this.#stop.abort();
    await this.#running;
  }

  async #rounds(signal: AbortSignal) {
    const cursors = new QueueCursors(this.database);
    while (!signal.aborted) {
      const positions = await cursors.positions();
      for (const queue of queueNames) {
        // An error of Redis ends the round: away is not the same as missing.
        await this.#reconcile(queue, positions.get(queue) ?? '0-0').catch((err) =>
          this.news.log.warn({ queue, err }, 'Reconciling was put off'),
        );
      }
      await pause(everyMs, signal);
    }
  }

  async #reconcile(queue: string, position: string) {
    const passedMs = clockOf(position) - marginMs;
    for await (const batch of new OpenJobs(this.database).inBatches(queue, graceMs)) {
      const held = await this.state.jobs(queue, batch.map(bullIdOfJob));
      const known = new Set(held.map((job) => job.bullId));
      await this.#putAgain(
        queue,
        batch.filter((job) => job.shouldBeThere && !known.has(bullIdOfJob(job))),
      );
      const ended = held.filter((job) => job.finishedAtMs !== undefined && job.finishedAtMs < passedMs);
      if (!ended.length) continue;
      await this.recorder.inTransaction((_tx, record) => record(queue, ended.flatMap(eventOf)));
      this.news.heardLate(queue, ended.length);
    }
  }

  async #putAgain(queue: string, lost: readonly Dispatched[]) {
    const again = await new OpenJobs(this.database).putAgain(lost);
    if (!again.length) return;
    this.news.putAgain(queue, again.length);
    this.notices.tell('dispatch', queue);
    for (const { id, before } of again) this.notices.tell('events', `${id}:${before}`);
  }
}

const bullIdOfJob = (job: { id: string; dispatch: number }) => bullIdOf(job.id, job.dispatch);
