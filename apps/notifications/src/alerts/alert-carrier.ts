import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { notificationJobs } from '@polyspool/contracts/notifications';
import { type UntoldAlert, UntoldAlerts } from '@polyspool/database/untold-alerts';
import { Logger } from '@polyspool/service/logger';
import { Rounds } from '@polyspool/service/rounds';
import { SystemJobs } from '../send/system-jobs.js';

const everyMs = 5_000;
const againAfterMinutes = 15;

/** Has administrators told of alerts that nobody has seen; of one that goes on, every quarter of an hour. */
@Injectable()
export class AlertCarrier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds({
    round: async () => void (await this.carry()),
    everyMs,
    onError: (err) => this.log.warn({ err }, 'Administrators could not be told of alerts'),
  });

  constructor(
    private readonly alerts: UntoldAlerts,
    private readonly systemJobs: SystemJobs,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap() {
    this.#rounds.start();
  }

  beforeApplicationShutdown() {
    return this.#rounds.stop();
  }

  /** How many alerts there were to tell of. */
  async carry(): Promise<number> {
    let afterwards: (() => void) | undefined;
    const taken = await this.alerts.take(againAfterMinutes * 60_000, async (tx, alerts) => {
      afterwards = await this.systemJobs.accept(tx, notificationJobs.systemAlert, alerts.map(inputOf));
    });
    afterwards?.();
    return taken;
  }
}

const inputOf = ({ kind, subject, message, count }: UntoldAlert) => ({
  severity: 'critical',
  subject: cut(`${kind}: ${subject}`, 200),
  message: cut(`${message}${count > 1 ? `\n\n${count} ×` : ''}`, 10_000),
  key: cut(`alert ${kind} ${subject}`, 200),
  // A minute less: what is due again is not to be held up by the time the last job took to start.
  throttleMinutes: againAfterMinutes - 1,
});

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
