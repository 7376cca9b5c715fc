import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Logger } from '@polyspool/service/logger';
import { PolyspoolError } from '@polyspool/sdk';
import { Broker, type TakenMessage } from './broker.js';
import { HandleMessage } from './handle-message.js';
import { hasToWait } from './has-to-wait.js';

/** Redis can wait for one list at a time only, and here are some dozens. */
const everyMs = 100;
const mostAtOnce = 20;
const pauseMs = 2_000;
const mostPauseMs = 60_000;
const restoreEveryMs = 15_000;
/** So often a message fails by itself before its sender is told. */
const mostTries = 20;

/** Takes messages as long as there are any, and rests where they have to wait. */
@Injectable()
export class MessageLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** By their tags. */
  readonly #underWay = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #restAt = 0;
  /** Rests since something has gone well. */
  #rests = 0;
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
    await Promise.all(this.#underWay.values());
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
      await this.broker.keep([...this.#underWay.keys()]);
      await this.broker.restore();
    }
    // After a rest one message tells whether it goes well again.
    const free = (this.#rests ? 1 : mostAtOnce) - this.#underWay.size;
    if (now < this.#restAt || free <= 0) return;
    for (const message of await this.broker.take(free)) this.#start(message);
  }

  #start(message: TakenMessage) {
    const work = this.#work(message).finally(() => this.#underWay.delete(message.tag));
    this.#underWay.set(message.tag, work);
  }

  async #work(message: TakenMessage) {
    try {
      await this.handle.run(message.raw);
      this.#rests = 0;
      await this.broker.acknowledge(message);
    } catch (error) {
      this.#rest(error);
      await this.#putBack(message, error).catch((err: unknown) => this.log.warn({ err }, 'It is given back later'));
    }
  }

  async #putBack(message: TakenMessage, error: unknown) {
    this.log.warn({ err: error }, 'A message has to wait');
    if (hasToWait(error)) return this.broker.giveBack(message);
    // Others need not wait for one that fails by itself; and it must end some time.
    if ((await this.broker.countFailure(message)) < mostTries) return this.broker.giveBack(message, 'last');
    await this.handle.giveUp(message.raw, error);
    await this.broker.acknowledge(message);
  }

  #rest(error: unknown) {
    const now = Date.now();
    if (now < this.#restAt) return; // what was begun at the same time
    const asked = error instanceof PolyspoolError ? error.retryAfterMs : undefined;
    this.#restAt = now + Math.min(asked ?? pauseMs * 2 ** this.#rests, mostPauseMs);
    this.#rests += 1;
  }
}
