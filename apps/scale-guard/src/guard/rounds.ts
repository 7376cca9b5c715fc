import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Logger } from '@polyspool/service/logger';
import { setTimeout as delay } from 'node:timers/promises';
import { CostKeeper } from './cost-keeper.js';

export abstract class LookOptions {
  abstract readonly everyMs: number;
}

/** Looks again and again. While Kubernetes is away nothing changes there either, so that the next look is early enough. */
@Injectable()
export class Rounds implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #failure: unknown;

  constructor(
    private readonly costs: CostKeeper,
    private readonly options: LookOptions,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap() {
    this.#running = this.#go();
  }

  async onApplicationShutdown() {
    this.#stop.abort();
    await this.#running;
  }

  throwLastFailure() {
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #go() {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      this.#failure = await this.costs.look().then(
        () => undefined,
        (error: unknown) => error,
      );
      if (this.#failure !== undefined) this.log.warn({ err: this.#failure }, 'The costs of pods could not be kept');
      await delay(this.options.everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
