import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Logger } from '@polyspool/service/logger';
import { Rounds } from '@polyspool/service/rounds';
import { CostKeeper } from './cost-keeper.js';

export abstract class LookOptions {
  abstract readonly everyMs: number;
}

/** Looks again and again. While Kubernetes is away nothing changes there either, so that the next look is early enough. */
@Injectable()
export class LookRounds implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #rounds: Rounds;
  #failure: unknown;

  constructor(costs: CostKeeper, { everyMs }: LookOptions, log: Logger) {
    this.#rounds = new Rounds({
      round: async (signal) => {
        await costs.look(signal);
        this.#failure = undefined;
      },
      everyMs,
      onError: (err) => {
        this.#failure = err;
        log.warn({ err }, 'The costs of pods could not be kept');
      },
    });
  }

  onApplicationBootstrap() {
    this.#rounds.start();
  }

  onApplicationShutdown() {
    return this.#rounds.stop();
  }

  throwLastFailure() {
    if (this.#failure !== undefined) throw this.#failure;
  }
}
