import { ContactPreferences } from '@polyspool/database/contact-preferences';
import { DueDeliveries } from '@polyspool/database/due-deliveries';
import type { TestRecords } from '@polyspool/database/testing-records';
import { WebhookDeliveries } from '@polyspool/database/webhook-deliveries';
import { Webhooks } from '@polyspool/database/webhooks';
import { EncryptionKeys } from '@polyspool/jobs/packing/encryption-keys';
import type { PackingParts } from '@polyspool/jobs/packing/packed-input';
import { Networks } from '@polyspool/messengers/webhook/networks';
import { WebhookClient } from '@polyspool/messengers/webhook/webhook-client';
import { newWebhookSecret, sealOfSecret } from '@polyspool/messengers/webhook/webhook-secret';
import { createLogger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import { newJobId } from '@polyspool/jobs/job-ids';
import { AttemptDelivery } from './attempt-delivery.js';
import { TellWebhooks } from './tell-webhooks.js';
import { DeliveryCounter } from '../deliver/delivery-counter.js';
import { WebhookLoop } from './webhook-loop.js';

const keys = EncryptionKeys.parse(`test:${Buffer.alloc(32, 't').toString('base64')}`);
const timeoutMs = 500;

/** What delivers webhooks, over real records and real sockets. For tests only. */
export async function openSender(records: TestRecords) {
  const { database, notices } = records;
  const log = await createLogger({ name: 'test', LOG_LEVEL: 'silent', LOG_FORMAT: 'json' });
  const webhooks = new Webhooks(database);
  const deliveries = new WebhookDeliveries(database, notices);
  const client = new WebhookClient({ networks: Networks.parse('127.0.0.0/8'), timeoutMs });
  const contacts = new ContactPreferences(database);
  const loops: WebhookLoop[] = [];
  return {
    webhooks,
    deliveries,
    add: async (userId: string, url: string) => {
      const [id, secret] = [newJobId(), newWebhookSecret()];
      const sealed = keys.seal(secret, sealOfSecret(id));
      await webhooks.add(userId, { id, secret: sealed, url, events: ['job.succeeded'] });
      return { id, userId, webhookId: id, secret };
    },
    rotate: async (userId: string, id: string) => {
      const secret = newWebhookSecret();
      await webhooks.rotate(userId, { id, secret: keys.seal(secret, sealOfSecret(id)) });
      return secret;
    },
    /** A replica. */
    start: async (due = new DueDeliveries(database, 2 * timeoutMs)) => {
      const attempt = new AttemptDelivery(due, client, { keys } as PackingParts, contacts, log);
      const loop = new WebhookLoop(due, attempt, notices, log, new DeliveryCounter(new Metrics(log)));
      await loop.onApplicationBootstrap();
      loops.push(loop);
      return new TellWebhooks(loop);
    },
    stop: () => Promise.all(loops.splice(0).map((loop) => loop.beforeApplicationShutdown())),
  };
}

export type Sender = Awaited<ReturnType<typeof openSender>>;
