import type { Logger } from '@polyspool/service/logger';
import { type ConnectionOptions, type Job, QueueEvents, type QueueEventsListener, WaitingError, Worker } from 'bullmq';
import type { AbortReason } from './job-failure.js';
import { parseBullId } from './job-ids.js';
import type { QueuedJob } from './job-messages.js';
import type { JobRunner } from './job-runner.js';
import type { Door, SharedSlot } from './shared-slot.js';

/** Where a stalled job is found within `lockMs` + 2 x `stalledCheckMs`. */
const lockMs = 10_000;
const stalledCheckMs = 3_000;
/** Which job ends its workers is for `onTrial` to say: those beside it stall as often. */
const maxStalls = 100;
const retryFinishMs = 1_000;

export interface QueueWorkerOptions {
  readonly name: string;
  readonly concurrency: number;
  readonly shared: { readonly connection: ConnectionOptions; readonly prefix: string };
  /** Besides its own slots. */
  readonly sharedSlot?: SharedSlot | undefined;
  readonly hasJobs: () => Promise<boolean>;
}

/** Runs the jobs of one queue, and stops those that it is asked to stop. */
export class QueueWorker {
  readonly #worker: Worker<QueuedJob>;
  readonly #cancels: QueueEvents;
  readonly #door: Door;

  constructor(
    { name, concurrency, shared, sharedSlot, hasJobs }: QueueWorkerOptions,
    private readonly runner: JobRunner,
    private readonly log: Logger,
    onTrouble: (error: Error) => void,
  ) {
    this.#door = { open: () => void this.resume(), close: () => void this.pause(), hasJobs };
    sharedSlot?.join(this.#door);
    this.#worker = new Worker<QueuedJob>(name, (job, token, signal) => this.#run(sharedSlot, job, token!, signal!), {
      ...shared,
      concurrency,
      lockDuration: lockMs,
      stalledInterval: stalledCheckMs,
      maxStalledCount: maxStalls,
      runRetryDelay: retryFinishMs,
    });
    this.#worker.on('error', onTrouble);
    this.#worker.on('lockRenewalFailed', (ids) => ids.forEach((id) => this.#stop(id, 'lock lost')));
    this.#cancels = new QueueEvents(name, shared).on('error', onTrouble);
    this.#cancels.on<CancelListener>('cancel-request', ({ jobId }: { jobId: string }) =>
      this.#stop(jobId, 'cancelled'),
    );
  }

  /** Takes no more. Fulfilled when all that it has is done. */
  drain() {
    return this.#worker.close();
  }

  /** Fetches no more for now; what it has goes on. */
  async pause() {
    await this.#worker.pause(true);
  }

  async resume() {
    if (!this.#worker.closing) await this.#worker.resume();
  }

  stopAll(reason: AbortReason) {
    this.#worker.cancelAllJobs(reason);
  }

  /** After the drain: until then jobs can still be stopped. */
  close() {
    return this.#cancels.close();
  }

  async #run(slot: SharedSlot | undefined, job: Job<QueuedJob>, token: string, signal: AbortSignal) {
    // A fetch that was under way when the drain began may bring back what has just been handed over.
    if (this.#worker.closing) return giveBack(job, token);
    if (!slot) return this.runner.run(job, token, signal);
    if (!slot.take(this.#door)) return giveBack(job, token);
    try {
      return await this.runner.run(job, token, signal);
    } finally {
      slot.leave(this.#door);
    }
  }

  #stop(bullId: string, reason: AbortReason) {
    if (this.#worker.cancelJob(bullId, reason)) this.log.info({ ...parseBullId(bullId), reason }, 'Job stopped');
  }
}

async function giveBack(job: Job, token: string): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}

interface CancelListener extends QueueEventsListener {
  'cancel-request': (event: { jobId: string }, id: string) => void;
}
