import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { DueDeliveries } from '@polyspool/database/due-deliveries';
import { Rounds } from '@polyspool/database/rounds';
import { Logger } from '@polyspool/service/logger';

const everyMs = 3_600_000;
const afterFailureMs = 60_000;

/** Removes deliveries of long ago. Several replicas may: each takes what no other holds. */
@Injectable()
export class DeliverySweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds({
    round: () => this.#sweep(),
    everyMs,
    afterFailureMs,
    onError: (err) => this.log.warn({ err }, 'Old deliveries could not be removed'),
  });

  constructor(
    private readonly due: DueDeliveries,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap() {
    this.#rounds.start();
  }

  beforeApplicationShutdown() {
    return this.#rounds.stop();
  }

  /** As much as one statement takes; the rest follows at once. */
  async #sweep() {
    return (await this.due.sweep()) > 0 ? 0 : everyMs;
  }
}
