import { Injectable } from '@nestjs/common';
import { Channel, DeliveryStatus } from '@polyspool/contracts/notifications';
import { Metrics } from '@polyspool/service/metrics';

/** What became of messages, by the way that they took. */
@Injectable()
export class DeliveryCounter {
  readonly #deliveries;

  constructor(metrics: Metrics) {
    this.#deliveries = metrics.counter({
      name: 'notification_deliveries_total',
      help: 'Messages to people and webhooks, each try by what came of it',
      labels: ['channel', 'outcome'],
    });
    // Prometheus sees no increase from nothing: the first failures would go unnoticed.
    for (const channel of [...Channel.options, 'webhook'])
      for (const outcome of DeliveryStatus.options) this.#deliveries.inc({ channel, outcome }, 0);
  }

  count(channel: Channel | 'webhook', outcome: DeliveryStatus) {
    this.#deliveries.inc({ channel, outcome });
  }
}
