import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import type { WebhookAttempt } from '@polyspool/contracts/webhooks';
import { ContactPreferences } from '@polyspool/database/contact-preferences';
import type { Statements } from '@polyspool/database/database';
import { type ClaimedDelivery, type DeliveryOutcome, DueDeliveries } from '@polyspool/database/due-deliveries';
import { addInAppNotification } from '@polyspool/database/in-app-notifications';
import { PackingParts } from '@polyspool/jobs/packing/packed-input';
import { WebhookClient } from '@polyspool/messengers/webhook/webhook-client';
import { sealOfSecret } from '@polyspool/messengers/webhook/webhook-secret';
import { Logger } from '@polyspool/service/logger';
import { pause } from '@polyspool/service/pause';
import { retryInMs } from './retry-ladder.js';
import { type Reason, switchedOffNotice } from './switched-off-notice.js';

const gone = 410;
const recordAgainMs = 250;

/**
 * Sends what has been claimed, and writes down what came of it. A process that ends between the two has sent something that
 * is sent once more, with the same `webhook-id`, when its claim is over.
 */
@Injectable()
export class AttemptDelivery {
  constructor(
    private readonly due: DueDeliveries,
    private readonly client: WebhookClient,
    private readonly packing: PackingParts,
    private readonly contacts: ContactPreferences,
    private readonly log: Logger,
  ) {}

  /** Answers whether it was taken; undefined where it was not tried. */
  async run(delivery: ClaimedDelivery): Promise<boolean | undefined> {
    const { id, webhookId, url, body } = delivery;
    const fields = { webhookId, deliveryId: id, event: delivery.event, attempt: delivery.tries + 1 };
    const secrets = this.#open(delivery);
    // A process that has been frozen meanwhile: another may have it by now.
    if (performance.now() + this.client.timeoutMs > delivery.mineUntil) return undefined;
    const at = new Date();
    const attempt: WebhookAttempt = secrets
      ? await this.client.send({ id, url, body, secrets, at })
      : { at: at.toISOString(), ms: 0, error: 'secretUnavailable' };
    const { httpStatus, error, ms } = attempt;
    const outcome = outcomeOf(delivery, attempt);
    const off = await this.#record(delivery, attempt, outcome);
    this.log.info({ ...fields, httpStatus, error, ms }, error ? 'Webhook not delivered' : 'Webhook delivered');
    if (off) this.log.warn({ ...fields, reason: off }, 'Webhook switched off');
    return !error;
  }

  /** Undefined where a key is not there: it may come back until the last attempt. */
  #open({ secrets, webhookId }: ClaimedDelivery) {
    try {
      const { keys } = this.packing;
      if (!keys)
        throw new AppError('key.unavailable', 'Secrets of webhooks are encrypted, and ENCRYPTION_KEYS is not set');
      return secrets.map((sealed) => keys.open(sealed, sealOfSecret(webhookId)));
    } catch (err) {
      if (AppError.from(err).code !== 'key.unavailable') throw err;
      this.log.warn({ err, webhookId }, 'The secret of a webhook cannot be opened');
      return undefined;
    }
  }

  /** As long as nobody else may have it: what is not written down is sent again. */
  async #record(delivery: ClaimedDelivery, attempt: WebhookAttempt, outcome: DeliveryOutcome) {
    for (;;) {
      try {
        return await this.due.record(delivery, attempt, outcome, (tx, reason) => this.#tell(tx, delivery, reason));
      } catch (error) {
        if (AppError.from(error).code !== 'service.unavailable' || performance.now() > delivery.mineUntil) throw error;
        await pause(recordAgainMs, new AbortController().signal);
      }
    }
  }

  async #tell(tx: Statements, { userId, url }: ClaimedDelivery, reason: Reason) {
    const contact = (await this.contacts.contacts([userId], tx)).get(userId);
    const notice = switchedOffNotice(reason, url, contact?.preferences.language ?? 'en');
    await addInAppNotification(tx, { userId, topic: 'announcement', ...notice, link: '/webhooks' });
  }
}

function outcomeOf({ event, tries }: ClaimedDelivery, { httpStatus, error }: WebhookAttempt): DeliveryOutcome {
  if (!error) return { kind: 'delivered' };
  if (httpStatus === gone) return { kind: 'gone' };
  return { kind: 'failed', retryInMs: event === 'webhook.test' ? undefined : retryInMs(tries + 1) };
}
