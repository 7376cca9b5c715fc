import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '@polyspool/database/database';
import { DeadLetters } from '@polyspool/database/dead-letters';
import { Notices } from '@polyspool/database/notices';
import { expireResults } from '@polyspool/database/result-expiry';
import { Logger } from '@polyspool/service/logger';
import { Rounds } from '@polyspool/service/rounds';

const everyMs = 5_000;

/** Takes away what has been kept long enough: outputs of jobs, and dead letters. Replicas do not get into each other's way. */
export class Retention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds({
    round: () => this.sweep(),
    everyMs,
    onError: (err) => this.log.warn({ err }, 'What was kept long enough could not be removed'),
  });
  readonly #letters: DeadLetters;

  constructor(
    private readonly database: Database,
    private readonly notices: Notices,
    private readonly log: Logger,
    private readonly deadLetterDays: number,
  ) {
    this.#letters = new DeadLetters(database);
  }

  onApplicationBootstrap() {
    this.#rounds.start();
  }

  beforeApplicationShutdown() {
    return this.#rounds.stop();
  }

  async sweep() {
    const letters = await this.#letters.purge({ olderThanDays: this.deadLetterDays });
    if (letters) this.log.info({ letters, days: this.deadLetterDays }, 'Old dead letters removed');
    while (!this.#rounds.signal.aborted) {
      const emptied = await expireResults(this.database);
      for (const { id, before } of emptied) this.notices.tell('events', `${id}:${before}`);
      if (!emptied.length) return;
      this.log.info({ results: emptied.length }, 'Expired results removed');
    }
  }
}
