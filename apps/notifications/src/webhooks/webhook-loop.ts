import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { type ClaimedDelivery, DueDeliveries } from '@polyspool/database/due-deliveries';
import { Notices } from '@polyspool/database/notices';
import { webhooksChannel } from '@polyspool/database/webhook-deliveries';
import { Logger } from '@polyspool/service/logger';
import { Rounds } from '@polyspool/service/rounds';
import { DeliveryCounter } from '../deliver/delivery-counter.js';
import { AttemptDelivery } from './attempt-delivery.js';

const everyMs = 1_000;
/** Most of the time an attempt waits for the other side. */
const mostAtOnce = 100;

/**
 * Makes attempts when their time comes. Several replicas may: each takes what no other holds. A round waits for no attempt, so
 * those who do not answer hold up nobody.
 */
@Injectable()
export class WebhookLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #underWay = new Set<Promise<void>>();
  readonly #rounds = new Rounds({
    round: () => this.#round(),
    everyMs,
    onError: (err) => this.log.warn({ err }, 'Webhooks have to wait'),
  });

  constructor(
    private readonly due: DueDeliveries,
    private readonly attempt: AttemptDelivery,
    private readonly notices: Notices,
    private readonly log: Logger,
    private readonly counter: DeliveryCounter,
  ) {}

  async onApplicationBootstrap() {
    await this.notices.listen(webhooksChannel, () => this.wake());
    this.#rounds.start();
  }

  /** What is under way is brought to its end. */
  async beforeApplicationShutdown() {
    await this.#rounds.stop();
    await Promise.all(this.#underWay);
  }

  wake() {
    this.#rounds.wake();
  }

  async #round() {
    const free = mostAtOnce - this.#underWay.size;
    if (free <= 0) return;
    for (const delivery of await this.due.claim(free)) this.#start(delivery);
  }

  #start(delivery: ClaimedDelivery) {
    const { id: deliveryId, webhookId } = delivery;
    const work = this.attempt
      .run(delivery)
      .then((isDelivered) => {
        if (isDelivered !== undefined) this.counter.count('webhook', isDelivered ? 'sent' : 'failed');
      })
      .catch((err: unknown) => this.log.error({ err, deliveryId, webhookId }, 'A webhook could not be tried'))
      .finally(() => {
        this.#underWay.delete(work);
        this.wake(); // the next one of the same webhook
      });
    this.#underWay.add(work);
  }
}
