import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { queueNames } from '@polyspool/contracts/catalogue';
import { type Cancel, type CancelTarget, cancelledAtOnce, Commands } from '@polyspool/database/commands';
import { Database } from '@polyspool/database/database';
import { Notices } from '@polyspool/database/notices';
import { bullIdOf } from '@polyspool/jobs/job-ids';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { Logger } from '@polyspool/service/logger';
import { Rounds } from '@polyspool/service/rounds';
import { EventRecorder } from '../record/event-recorder.js';

const retryMs = 500;
const idleMs = 5_000;
const removedAtOnce = 100;

/** Carries out cancels: the parent first, then its children; what a worker has is asked to stop, until all have ended. */
@Injectable()
export class CancelCarrier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #commands: Commands;
  readonly #rounds = new Rounds({
    round: () => this.#round(),
    everyMs: idleMs,
    afterFailureMs: retryMs,
    onError: (err) => this.log.warn({ err }, 'Cancels could not be carried out'),
  });

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
    await this.notices.listen('commands', () => this.#rounds.wake());
    this.#rounds.start();
  }

  beforeApplicationShutdown() {
    return this.#rounds.stop();
  }

  /** Answers when to look again. */
  async #round() {
    const roots = await this.#commands.cancels();
    const done = await Promise.all(roots.map((root) => this.#cancelTree(root)));
    if (!done.every(Boolean)) return retryMs;
    return roots.length === cancelledAtOnce ? 0 : idleMs;
  }

  /** Children are looked up before their parent goes, for its sets go with it; they may have no row yet. */
  async #cancelTree(cancel: Cancel) {
    const tree = await this.#commands.tree(cancel);
    const unheard = await this.#childrenInRedis(tree);
    // One on its way, looked for now, would be missed.
    const there = tree.filter(({ onItsWay }) => !onItsWay);
    await this.#record(there.filter(({ dispatched }) => !dispatched).map(placeOf));
    const [root, ...parts] = [...there.map(placeOf), ...unheard];
    const stay = [...(await this.#remove(root ? [root] : [])), ...(await this.#remove(parts))];
    // Only now: a slot that gets free earlier would take the next one of those that wait.
    for (const { queue, bullId } of stay) await this.client.askToStop(queue, bullId);
    const isDone = !stay.length && there.length === tree.length && tree.every(({ finished }) => finished);
    if (isDone) await this.#commands.done(cancel);
    return isDone;
  }

  async #childrenInRedis(tree: readonly CancelTarget[]) {
    const parents = tree.map(placeOf);
    const known = new Set(parents.map(({ bullId }) => bullId));
    const found = await Promise.all(
      queueNames.map(async (queue) => {
        const bullIds = await this.client.state.childrenOf(parents, queue);
        return bullIds.filter((bullId) => !known.has(bullId)).map((bullId) => ({ queue, bullId }));
      }),
    );
    return found.flat();
  }

  /** Takes them out of Redis, and says so in their rows. Answers those that a worker has. */
  async #remove(places: readonly Place[]): Promise<Place[]> {
    const stay: Place[] = [];
    for (let from = 0; from < places.length; from += removedAtOnce) {
      const some = places.slice(from, from + removedAtOnce);
      const gone = await Promise.all(some.map(({ queue, bullId }) => this.client.remove(queue, bullId)));
      await this.#record(some.filter((_place, at) => gone[at]));
      stay.push(...some.filter((_place, at) => !gone[at]));
    }
    return stay;
  }

  async #record(places: readonly Place[]) {
    for (const [queue, alike] of Map.groupBy(places, (place) => place.queue)) {
      const bullIds = alike.map(({ bullId }) => bullId);
      await this.recorder.recordEnd(queue, bullIds, 'job.cancelled');
    }
  }
}

/** Where a job is in Redis, if it is there. */
interface Place {
  readonly queue: string;
  readonly bullId: string;
}

const placeOf = ({ id, queue, dispatch }: CancelTarget): Place => ({ queue, bullId: bullIdOf(id, dispatch) });
