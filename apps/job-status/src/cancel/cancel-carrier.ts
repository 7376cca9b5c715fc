import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { queueNames } from '@polyspool/contracts/catalogue';
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

  /** Answers how many trees are not done. */
  async #round() {
    const roots = await this.#commands.cancels();
    const done = await Promise.all(roots.map((root) => this.#cancelTree(root)));
    return done.filter((isDone) => !isDone).length;
  }

  /** Children are looked up before their parent goes, for its sets go with it; they may have no row yet. */
  async #cancelTree(rootId: string) {
    const tree = await this.#commands.tree(rootId);
    const unheard = await this.#childrenInRedis(tree);
    const gone: boolean[] = [];
    for (const job of tree) gone.push(await this.#cancel(job));
    for (const { queue, bullId } of unheard) gone.push(await this.#end(queue, bullId));
    const isDone = gone.every(Boolean) && tree.every(({ finished }) => finished);
    if (isDone) await this.#commands.done(rootId);
    return isDone;
  }

  async #childrenInRedis(tree: readonly CancelTarget[]) {
    const parents = tree.map((job) => ({ queue: job.queue, bullId: bullIdOf(job.id, job.dispatch) }));
    const known = new Set(parents.map(({ bullId }) => bullId));
    const found = await Promise.all(
      queueNames.map(async (queue) => {
        const bullIds = await this.client.state.childrenOf(parents, queue);
        return bullIds.filter((bullId) => !known.has(bullId)).map((bullId) => ({ queue, bullId }));
      }),
    );
    return found.flat();
  }

  async #cancel({ id, queue, dispatch, dispatched, onItsWay }: CancelTarget) {
    // Looked for now, it would be missed.
    if (onItsWay) return false;
    const bullId = bullIdOf(id, dispatch);
    if (dispatched) return this.#end(queue, bullId);
    await this.recorder.recordEnd(queue, [bullId], 'job.cancelled');
    return this.#end(queue, bullId);
  }

  /** True when Redis does not have it any more, and its row says so. */
  async #end(queue: string, bullId: string) {
    const gone = await this.client.remove(queue, bullId);
    if (gone) await this.recorder.recordEnd(queue, [bullId], 'job.cancelled');
    else await this.client.askToStop(queue, bullId);
    return gone;
  }
}
