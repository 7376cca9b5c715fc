import { queueNames } from '@polyspool/contracts/catalogue';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Database } from '@polyspool/database/database';
import { EventLog } from '@polyspool/database/event-log';
import { whileLeading } from '@polyspool/database/leadership';
import { Notices } from '@polyspool/database/notices';
import { type Dispatched, OpenJobs } from '@polyspool/database/open-jobs';
import { pause } from '@polyspool/database/pause';
import { clockOf, QueueCursors } from '@polyspool/database/queue-cursors';
import { bullIdOf } from '@polyspool/jobs/job-ids';
import { QueueState } from '@polyspool/jobs/queue-state';
import { Logger } from '@polyspool/service/logger';
import { EventRecorder } from '../record/event-recorder.js';
import { eventOf } from '../record/event-reader.js';

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
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap() {
    const { signal } = this.#stop;
    const onError = (error: unknown) => this.log.warn({ err: error }, 'Reconciling was interrupted');
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
    const events = new EventLog(this.database);
    while (!signal.aborted) {
      await events
        .prepareMonths()
        .catch((err) => this.log.warn({ err }, 'The months of the log could not be prepared'));
      for (const queue of queueNames) {
        // An error of Redis ends the round: away is not the same as missing.
        await this.reconcile(queue).catch((error) => this.log.warn({ queue, err: error }, 'Reconciling was put off'));
      }
      await pause(everyMs, signal);
    }
  }

  async reconcile(queue: string) {
    const passedMs = clockOf(await new QueueCursors(this.database).position(queue)) - marginMs;
    for await (const batch of new OpenJobs(this.database).inBatches(queue, graceMs)) {
      const held = await this.state.jobs(queue, batch.map(bullIdOfJob));
      const known = new Set(held.map((job) => job.bullId));
      await this.#putAgain(
        queue,
        batch.filter((job) => job.shouldBeThere && !known.has(bullIdOfJob(job))),
      );
      const ended = held.filter((job) => job.finishedAtMs !== undefined && job.finishedAtMs < passedMs);
      if (ended.length) await this.recorder.inTransaction((_tx, record) => record(queue, ended.flatMap(eventOf)));
    }
  }

  async #putAgain(queue: string, lost: readonly Dispatched[]) {
    const again = await new OpenJobs(this.database).putAgain(lost);
    if (!again.length) return;
    this.log.warn({ queue, jobs: again.length }, 'Jobs that Redis had lost are put again');
    this.notices.tell('dispatch', queue);
    for (const { id, before } of again) this.notices.tell('events', `${id}:${before}`);
  }
}

const bullIdOfJob = (job: { id: string; dispatch: number }) => bullIdOf(job.id, job.dispatch);
