import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '@polyspool/database/database';
import { DeadLetters } from '@polyspool/database/dead-letters';
import { Notices } from '@polyspool/database/notices';
import { pause } from '@polyspool/database/pause';
import { expireResults } from '@polyspool/database/result-expiry';
import { Logger } from '@polyspool/service/logger';

const everyMs = 5_000;

/** Takes away what has been kept long enough: outputs of jobs, and dead letters. Replicas do not get into each other's way. */
export class Retention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #stop = new AbortController();
  readonly #letters: DeadLetters;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly notices: Notices,
    private readonly log: Logger,
    private readonly deadLetterDays: number,
  ) {
    this.#letters = new DeadLetters(database);
  }

  onApplicationBootstrap() {
    this.#running = this.#run();
  }

  async beforeApplicationShutdown() {
    this.#stop.abort();
    await this.#running;
  }

  async #run() {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.sweep().catch((err: unknown) =>
        this.log.warn({ err }, 'What was kept long enough could not be removed'),
      );
      await pause(everyMs, signal);
    }
  }

  async sweep() {
    const letters = await this.#letters.purge({ olderThanDays: this.deadLetterDays });
    if (letters) this.log.info({ letters, days: this.deadLetterDays }, 'Old dead letters removed');
    while (!this.#stop.signal.aborted) {
      const emptied = await expireResults(this.database);
      for (const { id, before } of emptied) this.notices.tell('events', `${id}:${before}`);
      if (!emptied.length) return;
      this.log.info({ results: emptied.length }, 'Expired results removed');
    }
  }
}
