import { queueNames } from '@polyspool/contracts/catalogue';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Database } from '@polyspool/database/database';
import { EventLog } from '@polyspool/database/event-log';
import { whileLeading } from '@polyspool/database/leadership';
import { Notices } from '@polyspool/database/notices';
import { OpenJobs } from '@polyspool/database/open-jobs';
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
      await pause(everyMs, signal);
      for (const queue of queueNames) {
        // An error of Redis ends the round: away is not the same as missing.
        await this.reconcile(queue).catch((error) => this.log.warn({ queue, err: error }, 'Reconciling was put off'));
      }
    }
  }

  async reconcile(queue: string) {
    const open = new OpenJobs(this.database);
    const roots = await open.roots(queue, graceMs);
    const missing = new Set(await this.state.missing(queue, roots.map(bullIdOfJob)));
    const again = await open.putAgain(roots.filter((job) => missing.has(bullIdOfJob(job))));
    if (again.length) {
      this.log.warn({ queue, jobs: again.length }, 'Jobs that Redis had lost are put again');
      this.notices.tell('dispatch', queue);
      for (const { id, before } of again) this.notices.tell('events', `${id}:${before}`);
    }
    const passedMs = clockOf(await new QueueCursors(this.database).position(queue)) - marginMs;
    const held = await this.state.jobs(queue, (await open.of(queue)).map(bullIdOfJob));
    const ended = held.filter((job) => job.finishedAtMs !== undefined && job.finishedAtMs < passedMs);
    if (!ended.length) return;
    await this.recorder.inTransaction((_tx, record) => record(queue, ended.flatMap(eventOf)));
  }
}

const bullIdOfJob = (job: { id: string; dispatch: number }) => bullIdOf(job.id, job.dispatch);
