import {
  Webhook,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookPage,
  WebhookWithSecret,
  type NewWebhook,
  type WebhookChange,
} from '@polyspool/contracts/webhooks';
import { z } from 'zod';
import { searchOf, type Call } from './call-gateway.js';

export type DeliveryStatus = WebhookDelivery['status'];

/** Addresses that are told of the ends of one's jobs. */
export class WebhooksClient {
  constructor(private readonly call: Call) {}

  list = (cursor?: string) => this.call(WebhookPage, 'GET', `/v1/webhooks?${searchOf({ limit: 50, cursor })}`);
  find = (id: string) => this.call(Webhook, 'GET', webhookPath(id));
  add = (body: NewWebhook) => this.call(WebhookWithSecret, 'POST', '/v1/webhooks', { body });
  change = (id: string, body: WebhookChange) => this.call(Webhook, 'PATCH', webhookPath(id), { body });
  rotate = (id: string) => this.call(WebhookWithSecret, 'POST', webhookPath(id, '/rotate'));
  remove = (id: string) => this.call(z.undefined(), 'DELETE', webhookPath(id));
  test = (id: string) => this.call(WebhookDelivery, 'POST', webhookPath(id, '/test'));

  deliveries = (id: string, status: DeliveryStatus | undefined, cursor?: string) =>
    this.call(WebhookDeliveryPage, 'GET', webhookPath(id, `/deliveries?${searchOf({ limit: 20, status, cursor })}`));
  resend = (id: string, deliveryId: string) =>
    this.call(WebhookDelivery, 'POST', webhookPath(id, `/deliveries/${encodeURIComponent(deliveryId)}/resend`));
}

const webhookPath = (id: string, rest = '') => `/v1/webhooks/${encodeURIComponent(id)}${rest}`;
