import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { notificationJobs } from '@polyspool/contracts/notifications';
import { AddressChecks } from '@polyspool/database/address-checks';
import { Database } from '@polyspool/database/database';
import { DueDeliveries } from '@polyspool/database/due-deliveries';
import { removeOldChecks } from '@polyspool/database/old-checks';
import {
  removeOldAlertTimes,
  removeOldEffects,
  removeOldNotifications,
  removeOldTries,
} from '@polyspool/database/old-notifications';
import { Logger } from '@polyspool/service/logger';
import { Rounds } from '@polyspool/service/rounds';

const everyMs = 10 * 60_000;

/** Removes rows whose time is over. Several replicas may: each takes what no other holds. */
@Injectable()
export class NotificationSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds({
    round: () => this.sweep(),
    everyMs,
    onError: (err) => this.log.warn({ err }, 'Old notifications could not be removed'),
  });

  constructor(
    private readonly database: Database,
    private readonly checks: AddressChecks,
    private readonly deliveries: DueDeliveries,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap() {
    this.#rounds.start();
  }

  beforeApplicationShutdown() {
    return this.#rounds.stop();
  }

  /** Everything that is due at once. Of the jobs those that the system has made of itself. */
  async sweep() {
    const { send, processingComplete, systemAlert } = notificationJobs;
    const sweeps = [
      () => removeOldNotifications(this.database),
      () => removeOldEffects(this.database),
      () => removeOldTries(this.database),
      () => this.checks.removeOld(),
      () => removeOldAlertTimes(this.database),
      () => this.deliveries.sweep(),
      ...[send, processingComplete, systemAlert].map(
        ({ name }) =>
          () =>
            removeOldChecks(this.database, name),
      ),
    ];
    for (const remove of sweeps) while ((await remove()) > 0) if (this.#rounds.signal.aborted) return;
  }
}
