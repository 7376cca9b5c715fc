import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { type CancelTarget, Commands } from '@polyspool/database/commands';
import { Database } from '@polyspool/database/database';
import { Notices } from '@polyspool/database/notices';
import { pause } from '@polyspool/database/pause';
import { bullIdOf } from '@polyspool/jobs/job-ids';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { Logger } from '@polyspool/service/logger';
import { EventRecorder } from '../record/event-recorder.js';

const retryMs = 500;
const idleMs = 5_000;

/** Carries out cancels: the parent first, then its children; what a worker has is asked to stop, until all have ended. */
@Injectable()
export class CancelCarrier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #commands: Commands;
  readonly #stop = new AbortController();
  #news = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(
    database: Database,
    private readonly notices: Notices,
    private readonly recorder: EventRecorder,
    private readonly client: QueueClient,
    private readonly log: Logger,
  ) {
    this.#commands = new Commands(database);
  }

  async onApplicationBootstrap() {
    await this.notices.listen('commands', () => this.#news.abort());
    this.#running = this.#run();
  }

  async beforeApplicationShutdown() {
    this.#stop.abort();
    await this.#running;
  }

  async #run() {
    while (!this.#stop.signal.aborted) {
      this.#news = new AbortController();
      const left = await this.#round().catch((error) => {
        this.log.warn({ err: error }, 'Cancels could not be carried out');
        return 1;
      });
      await pause(left ? retryMs : idleMs, AbortSignal.any([this.#stop.signal, this.#news.signal]));
    }
  }

  /** Answers how many trees still have open jobs. */
  async #round() {
    const roots = await this.#commands.cancels();
    const open = await Promise.all(roots.map((root) => this.#cancelTree(root)));
    return open.filter((jobs) => jobs > 0).length;
  }

  async #cancelTree(rootId: string) {
    const tree = await this.#commands.openTree(rootId);
    for (const job of tree) await this.#cancel(job);
    if (!tree.length) await this.#commands.done(rootId);
    return tree.length;
  }

  async #cancel({ id, queue, dispatch, dispatched }: CancelTarget) {
    const bullId = bullIdOf(id, dispatch);
    const gone = !dispatched || (await this.client.remove(queue, bullId));
    if (gone) await this.recorder.recordCancelled(queue, [bullId]);
    else await this.client.askToStop(queue, bullId);
  }
}
