import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Logger } from '@polyspool/service/logger';
import { PolyspoolError } from '@polyspool/sdk';
import { Broker, type TakenMessage } from './broker.js';
import { HandleMessage } from './handle-message.js';

/** Redis can wait for one list at a time only, and here are some dozens. */
const everyMs = 100;
const mostAtOnce = 20;
const pauseMs = 2_000;
const mostPauseMs = 60_000;
const restoreEveryMs = 15_000;

/** Takes messages as long as there are any, and rests where they have to wait. */
@Injectable()
export class MessageLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #underWay = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #restAt = 0;
  #restoredAt = 0;
  #isClosing = false;

  constructor(
    private readonly broker: Broker,
    private readonly handle: HandleMessage,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap() {
    this.#next();
  }

  async beforeApplicationShutdown() {
    this.#isClosing = true;
    clearTimeout(this.#timer);
    await this.#round;
    await Promise.all(this.#underWay);
    await this.broker.close();
  }

  #next(afterMs = everyMs) {
    if (this.#isClosing) return;
    this.#timer = setTimeout(() => {
      this.#round = this.#run()
        .catch((err: unknown) => this.log.warn({ err }, 'The broker cannot be read'))
        .then(() => this.#next());
    }, afterMs);
  }

  async #run() {
    const now = Date.now();
    if (now - this.#restoredAt > restoreEveryMs) {
      this.#restoredAt = now;
      await this.broker.restore();
    }
    const free = mostAtOnce - this.#underWay.size;
    if (now < this.#restAt || free <= 0) return;
    for (const message of await this.broker.take(free)) this.#start(message);
  }

  #start(message: TakenMessage) {
    const work = this.handle
      .run(message.raw)
      .then(() => this.broker.acknowledge(message))
      .catch((error: unknown) => this.#putBack(message, error))
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  async #putBack(message: TakenMessage, error: unknown) {
    const asked = error instanceof PolyspoolError ? (error.retryAfterMs ?? pauseMs) : pauseMs;
    this.#restAt = Date.now() + Math.min(asked, mostPauseMs);
    this.log.warn({ err: error }, 'Messages have to wait');
    await this.broker.giveBack(message).catch((err: unknown) => this.log.warn({ err }, 'It is given back later'));
  }
}
