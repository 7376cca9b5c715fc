import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Database } from '@polyspool/database/database';
import { QueueCursors } from '@polyspool/database/queue-cursors';
import { Rounds } from '@polyspool/service/rounds';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { Logger } from '@polyspool/service/logger';

const everyMs = 10_000;
/** A Postgres that takes over may be behind, and its cursors with it. */
const keepMs = 60_000;

/**
 * Lets events in Redis go that are recorded. Every replica may: what it goes by is committed, and a cursor that it read
 * long ago only lets less go.
 */
@Injectable()
export class StreamTrimmer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #cursors: QueueCursors;
  readonly #rounds = new Rounds({
    round: () => this.#round(),
    everyMs,
    onError: (err) => this.log.warn({ err }, 'Events that are recorded could not be taken from Redis'),
  });

  constructor(
    database: Database,
    private readonly client: QueueClient,
    private readonly log: Logger,
  ) {
    this.#cursors = new QueueCursors(database);
  }

  onApplicationBootstrap() {
    this.#rounds.start();
  }

  beforeApplicationShutdown() {
    return this.#rounds.stop();
  }

  async #round() {
    await this.client.trimEvents(await this.#cursors.positions(), keepMs);
  }
}
