import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { systemJobs } from '@polyspool/contracts/system';
import { Database } from '@polyspool/database/database';
import { IdempotencyKeys } from '@polyspool/database/idempotency-keys';
import { IdempotentAnswers } from '@polyspool/database/idempotent-answers';
import { removeOldChecks } from '@polyspool/database/old-checks';
import { Logger } from '@polyspool/service/logger';
import { Rounds } from '@polyspool/service/rounds';
import { Storage } from '@polyspool/storage/storage';
import { forgetExports } from '../gdpr/forget-exports.js';

const everyMs = 60_000;

/** Removes rows whose time is over. Several replicas may: each takes what no other holds. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds({
    round: () => this.sweep(),
    everyMs,
    onError: (err) => this.log.warn({ err }, 'Old rows could not be removed'),
  });

  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap() {
    this.#rounds.start();
  }

  beforeApplicationShutdown() {
    return this.#rounds.stop();
  }

  /** Everything that is due at once. */
  async sweep() {
    const sweeps = {
      idempotencyKeys: () => new IdempotencyKeys(this.database).sweep(),
      answers: () => new IdempotentAnswers(this.database).sweep(),
      exports: () => forgetExports(this.database, this.storage),
      healthChecks: () => removeOldChecks(this.database, systemJobs.healthCheck.name),
    };
    for (const [what, remove] of Object.entries(sweeps)) {
      let rows = 0;
      for (let gone = await remove(); gone > 0; gone = await remove()) rows += gone;
      if (rows > 0) this.log.debug({ what, rows }, 'Old rows were removed');
    }
  }
}
