import { AppError } from '@polyspool/contracts/errors';
import { Database, type Statements } from '@polyspool/database/database';
import { whileLeading } from '@polyspool/database/leadership';
import { AnotherLeads, clockOf, QueueCursors } from '@polyspool/database/queue-cursors';
import { OpenJobs } from '@polyspool/database/open-jobs';
import { queueNames } from '@polyspool/contracts/catalogue';
import type { EventBatch, QueueEvent } from '@polyspool/jobs/event-stream';
import { bullIdOf } from '@polyspool/jobs/job-ids';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { type HeldJob, QueueState } from '@polyspool/jobs/queue-state';
import { Logger } from '@polyspool/service/logger';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { EventRecorder } from './event-recorder.js';

/** Finished jobs stay in Redis this long after their last event was recorded. */
const keepFinishedMs = 60_000;
const forgetEveryMs = 1_000;
/** A gap looks this far back for parents whose children may have ended unseen. */
const gapMarginMs = 60_000;

/** One reader leads each queue: it records the stream, and the cursor moves only together with what was recorded. */
@Injectable()
export class EventReader implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #stop = new AbortController();
  #readers: Promise<void>[] = [];

  constructor(
    private readonly database: Database,
    private readonly recorder: EventRecorder,
    private readonly client: QueueClient,
    private readonly state: QueueState,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap() {
    const onError = (error: unknown) => this.log.warn({ err: error }, 'Reading of events was interrupted');
    this.#readers = queueNames.map((queue) =>
      whileLeading(this.database.url, `reader ${queue}`, (signal) => this.#lead(queue, signal), {
        signal: this.#stop.signal,
        onError,
      }),
    );
  }

  async beforeApplicationShutdown() {
    this.#stop.abort();
    await Promise.all(this.#readers);
  }

  async #lead(queue: string, signal: AbortSignal) {
    const cursors = new QueueCursors(this.database);
    const stream = this.state.openStream(queue);
    signal.addEventListener('abort', () => stream.close(), { once: true });
    try {
      await this.client.keepLongStream(queue);
      let position = await cursors.position(queue);
      let forgotAt = 0;
      while (!signal.aborted) {
        const batch = await stream.read(position);
        if (batch) position = await this.#record(queue, position, batch);
        if (Date.now() - forgotAt < forgetEveryMs || position === '0-0') continue;
        forgotAt = Date.now();
        await this.client.forgetFinished(queue, Math.max(0, Date.now() - clockOf(position)) + keepFinishedMs);
      }
    } finally {
      stream.close();
    }
  }

  async #record(queue: string, position: string, batch: EventBatch): Promise<string> {
    const lost = batch.gap ? await this.#takeFromHashes(queue, position) : [];
    const events = [...batch.events, ...lost];
    const move = { from: position, to: batch.next };
    try {
      await this.#recordAll(queue, move, [events]);
    } catch (error) {
      if (isPassing(error)) throw error;
      this.log.error(
        { queue, position, err: error },
        'A batch of events could not be recorded: they are taken one by one',
      );
      await this.#recordAll(
        queue,
        move,
        events.map((event) => [event]),
      );
    }
    return batch.next;
  }

  /** Groups of events, each whole or not at all; one that cannot be recorded must not hold up the queue for ever. */
  async #recordAll(queue: string, move: { from: string; to: string }, groups: readonly QueueEvent[][]) {
    await this.recorder.inTransaction(async (tx, record) => {
      await new QueueCursors(this.database).move(tx, queue, move);
      if (groups.length === 1) return record(queue, groups[0]!);
      for (const group of groups) await this.#recordOrSkip(tx, () => record(queue, group), group);
    });
  }

  async #recordOrSkip(tx: Statements, record: () => Promise<void>, events: readonly QueueEvent[]) {
    await tx.execute('SAVEPOINT one_event');
    try {
      await record();
      await tx.execute('RELEASE SAVEPOINT one_event');
    } catch (error) {
      if (isPassing(error)) throw error;
      await tx.execute('ROLLBACK TO SAVEPOINT one_event');
      const [{ event, jobId } = {}] = events;
      this.log.error({ event, bullId: jobId, err: error }, 'An event could not be recorded and is left out');
    }
  }

  /** Part of the stream is gone: the state of open jobs, and of children nobody has told of, comes from what Redis holds. */
  async #takeFromHashes(queue: string, position: string): Promise<QueueEvent[]> {
    await this.client.keepLongStream(queue);
    const open = new OpenJobs(this.database);
    const [own, parents] = await Promise.all([open.of(queue), open.possibleParents(clockOf(position) - gapMarginMs)]);
    const children = await this.state.childrenOf(
      parents.map((job) => ({ queue: job.queue, bullId: bullIdOf(job.id, job.dispatch) })),
      queue,
    );
    const ids = new Set([...own.map((job) => bullIdOf(job.id, job.dispatch)), ...children]);
    const events = (await this.state.jobs(queue, [...ids])).flatMap(eventOf);
    this.log.warn({ queue, position, events: events.length }, 'A gap in the events: states were taken from the jobs');
    return events;
  }
}

/** It will be better later; the data is not at fault. */
const isPassing = (error: unknown) =>
  error instanceof AnotherLeads || (error instanceof AppError && error.retry && error.code !== 'internal');

/** What a job's hash says, as the event that was missed. */
export function eventOf(job: HeldJob): QueueEvent[] {
  if (job.finishedAtMs === undefined) return [{ event: job.attemptsStarted ? 'active' : 'added', jobId: job.bullId }];
  if (job.failedReason && !job.returnValue) {
    return [{ event: 'failed', jobId: job.bullId, failedReason: job.failedReason }];
  }
  return [{ event: 'completed', jobId: job.bullId, returnvalue: job.returnValue ?? 'null' }];
}
