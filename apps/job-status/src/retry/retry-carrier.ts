import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Commands } from '@polyspool/database/commands';
import { Database } from '@polyspool/database/database';
import { Notices } from '@polyspool/database/notices';
import { bullIdOf } from '@polyspool/jobs/job-ids';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { Logger } from '@polyspool/service/logger';
import { Rounds } from '@polyspool/service/rounds';

const retryMs = 500;
const idleMs = 5_000;

/** Ends the backoff of jobs that somebody does not want to wait for. */
@Injectable()
export class RetryCarrier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #commands: Commands;
  readonly #rounds = new Rounds({
    round: () => this.#round(),
    everyMs: idleMs,
    afterFailureMs: retryMs,
    onError: (err) => this.log.warn({ err }, 'Retries could not be carried out'),
  });

  constructor(
    database: Database,
    private readonly notices: Notices,
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

  async #round() {
    const targets = await this.#commands.retries();
    for (const { commandId, id, queue, dispatch } of targets) {
      await this.client.promote(queue, bullIdOf(id, dispatch));
      await this.#commands.retried([commandId]);
    }
  }
}
