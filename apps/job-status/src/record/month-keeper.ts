import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Database } from '@polyspool/database/database';
import { EventMonths } from '@polyspool/database/event-months';
import { Logger } from '@polyspool/service/logger';
import { Rounds } from '@polyspool/service/rounds';

const everyMs = 60_000;

/** Sees to it that the event log has a partition for each month that is to come. Every replica may. */
@Injectable()
export class MonthKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds({
    round: () => this.#round(),
    everyMs,
    onError: (err) => this.log.warn({ err }, 'Months of the event log could not be prepared: tried again in a minute'),
  });

  constructor(
    private readonly database: Database,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap() {
    this.#rounds.start();
  }

  beforeApplicationShutdown() {
    return this.#rounds.stop();
  }

  async #round() {
    const months = await new EventMonths(this.database).prepare();
    if (months.length) this.log.info({ months }, 'Months of the event log made');
  }
}
