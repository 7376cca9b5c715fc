import { Injectable } from '@nestjs/common';
import type { Channel, DeliveryStatus } from '@polyspool/contracts/notifications';
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
  }

  count(channel: Channel | 'webhook', outcome: DeliveryStatus) {
    this.#deliveries.inc({ channel, outcome });
  }
}
