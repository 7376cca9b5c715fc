import { catalogue, queueNames } from '@polyspool/contracts/catalogue';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Database } from '@polyspool/database/database';
import type { Notices } from '@polyspool/database/notices';
import { Outbox, type WaitingJob } from '@polyspool/database/outbox';
import { bullIdOf } from '@polyspool/jobs/job-ids';
import { sendSpan, traceCarried } from '@polyspool/jobs/message-spans';
import type { QueueClient, QueueEntry } from '@polyspool/jobs/queue-client';
import type { Logger } from '@polyspool/service/logger';
import { pause } from '@polyspool/service/pause';
import { inSpan } from '@polyspool/service/tracing';
import { placeInRedis } from './place-in-redis.js';

const pollMs = 1_000;

/** Puts accepted jobs into Redis, a window of each queue at a time: woken by the news of an accept, with a poll behind it. */
export class Dispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #outbox: Outbox;
  readonly #stop = new AbortController();
  readonly #wanted = new Set<string>(queueNames);
  #wake: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();
  #isLooking = false;

  constructor(
    database: Database,
    private readonly notices: Notices,
    private readonly client: QueueClient,
    private readonly log: Logger,
    /** Root jobs of a queue that may be in Redis at once. */
    private readonly windowSize: number,
  ) {
    this.#outbox = new Outbox(database);
  }

  async onApplicationBootstrap() {
    await this.notices.listen('dispatch', (queue) => this.#want(queue ? [queue] : queueNames));
    this.#running = this.#run();
  }

  async beforeApplicationShutdown() {
    this.#stop.abort();
    this.#wake();
    await this.#running;
  }

  async #run() {
    const { signal } = this.#stop;
    const poll = setInterval(() => void this.#look(), pollMs);
    while (!signal.aborted) {
      const [queue] = this.#wanted;
      if (!queue) await new Promise<void>((wake) => (this.#wake = wake));
      else await this.#fill(queue, signal);
    }
    clearInterval(poll);
  }

  /** One question for all queues: a round of each would be most of what an idle system does. */
  async #look() {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      this.#want(await this.#outbox.ready(queueNames));
    } catch (error) {
      this.log.warn({ err: error }, 'It is not known whether jobs wait to be dispatched');
    } finally {
      this.#isLooking = false;
    }
  }

  async #fill(queue: string, signal: AbortSignal) {
    this.#wanted.delete(queue);
    try {
      const moved = await this.#outbox.fill(queue, this.windowSize, (jobs) => this.#put(queue, jobs));
      if (moved) this.#wanted.add(queue);
    } catch (error) {
      this.log.warn({ queue, err: error }, 'Jobs could not be dispatched');
      await pause(200, signal);
    }
  }

  /** One span a job, in the trace of the request that made it; the worker's span hangs below it. */
  async #put(queue: string, jobs: readonly WaitingJob[]) {
    const entries = await Promise.all(
      jobs.map((job) =>
        inSpan(`send ${job.type}`, sendSpan({ ...job, queue }), async () => ({
          contract: catalogue.get(job.type) ?? unknownKind(job.type),
          bullId: bullIdOf(job.id, job.dispatch),
          data: {
            input: job.input,
            run: job.run,
            userId: job.userId,
            ...traceCarried(job.traceparent ?? undefined),
            expiresAtMs: job.expiresAt?.getTime(),
            priority: placeInRedis(job.turn),
            limits: limitsOf(job),
          },
        })),
      ),
    );
    await this.client.put(queue, entries);
  }

  #want(queues: readonly string[]) {
    for (const queue of queues) this.#wanted.add(queue);
    this.#wake();
  }
}

function limitsOf({ softLimitMs, hardLimitMs }: WaitingJob) {
  if (softLimitMs === null && hardLimitMs === null) return undefined;
  return { softLimitMs: softLimitMs ?? undefined, hardLimitMs: hardLimitMs ?? undefined };
}

/** A kind that this version does not know goes to a worker all the same: it knows it, or fails the job for good. */
const unknownKind = (name: string): QueueEntry['contract'] => ({
  name,
  retries: 0,
  backoff: { type: 'exponential', delayMs: 1_000, jitter: 0 },
});
