import { Injectable } from '@nestjs/common';
import { catalogue, queueNames } from '@polyspool/contracts/catalogue';
import { callLimits } from '@polyspool/contracts/engines';
import { Database } from '@polyspool/database/database';
import { deadLettersByQueue } from '@polyspool/database/dead-letters';
import { roomFor, windowFor } from '@polyspool/database/dispatch-window';
import { blockReasons, type QueueFigures, queueFigures } from '@polyspool/database/queue-figures';
import { remembered } from '@polyspool/database/remembered';
import { Workers } from '@polyspool/database/workers';
import { Metrics } from '@polyspool/service/metrics';

const freshMs = 5_000;

export abstract class DispatchWindow {
  /** Root jobs of a queue that may be in Redis at once, at the least. */
  abstract readonly size: number;
}

/**
 * How the queues are, by the rows of Postgres. Every replica sees the same, so that sums over replicas mean nothing. While Postgres
 * is away there is none of it: nobody may take that for empty queues.
 */
@Injectable()
export class QueueGauges {
  readonly #figures = remembered(freshMs, () => queueFigures(this.database, queueNames));

  constructor(
    private readonly metrics: Metrics,
    private readonly database: Database,
    private readonly window: DispatchWindow,
  ) {
    this.#showLines();
    this.#showOutbox();
    this.#showDeadLetters();
    this.#showWorkers();
    this.#showLimits();
  }

  #showLines() {
    const gauge = (name: string, help: string) => this.metrics.gauge({ name, help, labels });
    const depth = this.metrics.gauge({
      name: 'job_queue_depth',
      help: 'Jobs by what they do, parts of jobs among them',
      labels: ['queue', 'state'],
    });
    const blocked = this.metrics.gauge({
      name: 'job_queue_blocked',
      help: 'Jobs whose state is blocked, by what for',
      labels: ['queue', 'reason'],
    });
    const demand = gauge('job_queue_demand_slots', 'Slots that the queue could use now or within a minute');
    const paused = gauge('job_queue_paused', '1 while the queue is paused');
    const oldest = gauge('job_oldest_waiting_age_seconds', 'How long the first job has waited that could begin');
    this.metrics.readOnScrape([depth, blocked, demand, paused, oldest], this.#figures, (all) => {
      for (const figures of all) {
        const { queue } = figures;
        for (const [state, jobs] of Object.entries(depthsOf(figures))) depth.set({ queue, state }, jobs);
        for (const reason of blockReasons) blocked.set({ queue, reason }, figures.blockedBy[reason] ?? 0);
        demand.set({ queue }, demandOf(figures));
        paused.set({ queue }, figures.isPaused ? 1 : 0);
        oldest.set({ queue }, figures.oldestWaitingSeconds);
      }
    });
  }

  #showOutbox() {
    const pending = this.metrics.gauge({
      name: 'outbox_pending',
      help: 'Jobs that are accepted, due, and not yet in Redis',
    });
    const lag = this.metrics.gauge({
      name: 'outbox_lag_seconds',
      help: 'How long the first job has not been put into Redis that should be: its queue is open, with half of its room there free',
    });
    this.metrics.readOnScrape([pending, lag], this.#figures, (all) => {
      const open = all.filter((one) => !one.isPaused && hasMuchRoom(one, windowFor(this.window.size, one.slots)));
      pending.set(all.reduce((sum, { undispatched }) => sum + undispatched, 0));
      lag.set(Math.max(0, ...open.map(({ oldestUndispatchedSeconds }) => oldestUndispatchedSeconds)));
    });
  }

  #showDeadLetters() {
    const letters = this.metrics.gauge({
      name: 'dead_letters',
      help: 'Failed jobs that nobody has looked at',
      labels,
    });
    const read = remembered(freshMs, () => deadLettersByQueue(this.database));
    this.metrics.readOnScrape([letters], read, (counts) => {
      for (const queue of queueNames) letters.set({ queue }, counts.get(queue) ?? 0);
    });
  }

  #showWorkers() {
    const workers = this.metrics.gauge({ name: 'queue_workers', help: 'Processes that serve the queue', labels });
    const read = remembered(freshMs, () => new Workers(this.database).live());
    this.metrics.readOnScrape([workers], read, (live) => {
      for (const queue of queueNames)
        workers.set({ queue }, live.filter(({ queues }) => (queues[queue] ?? 0) > 0).length);
    });
  }

  /** More workers do not make such a queue faster. */
  #showLimits() {
    const limited = this.metrics.gauge({
      name: 'job_queue_rate_limited',
      help: '1 where jobs of the queue need an engine that may be called only so often',
      labels,
    });
    const limitedQueues = new Set(
      [...catalogue.values()].filter(({ engines = [] }) => engines.some((name) => callLimits[name])).map(queueOf),
    );
    for (const queue of queueNames) limited.set({ queue }, limitedQueues.has(queue) ? 1 : 0);
  }
}

const labels = ['queue'] as const;

/** A busy queue with many jobs has a little room at any moment, and behind it jobs that have waited for long. */
const hasMuchRoom = (figures: QueueFigures, size: number) => roomFor(figures, size) >= size / 2;

const queueOf = ({ queue }: { readonly queue: string }) => queue;

function depthsOf({ isPaused, waiting, scheduled, active, blocked }: QueueFigures) {
  return { waiting: isPaused ? 0 : waiting, paused: isPaused ? waiting : 0, scheduled, active, blocked };
}

/** What runs holds its slot also while the queue is paused: a worker that has work is not taken away. */
const demandOf = ({ isPaused, waiting, dueSoon, active }: QueueFigures) =>
  isPaused ? active : waiting + dueSoon + active;
