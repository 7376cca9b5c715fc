import type { Webhook, WebhookDelivery, WebhookError, WebhookEventType } from '@polyspool/contracts/webhooks';

export const eventNames: Record<WebhookEventType, string> = {
  'job.succeeded': 'A job is done',
  'job.failed': 'A job has failed',
  'job.cancelled': 'A job was cancelled',
  'job.expired': 'A job has expired',
  'webhook.test': 'Test event',
};

/** What a webhook can listen to; a test comes only when it is asked for. */
export const jobEvents = ['job.succeeded', 'job.failed', 'job.cancelled', 'job.expired'] as const;
export type JobEventType = (typeof jobEvents)[number];

export const isJobEvent = (event: WebhookEventType): event is JobEventType => event !== 'webhook.test';

export const deliveryStates: Record<WebhookDelivery['status'], string> = {
  pending: 'On its way',
  delivered: 'Delivered',
  failed: 'Given up',
};

export const attemptFaults: Record<WebhookError, string> = {
  refusedAddress: 'The address leads into a network that webhooks do not go to',
  timedOut: 'It did not answer in time',
  tooLarge: 'It answered more than is read',
  unreachable: 'Nothing answers at this address',
  badStatus: 'It did not say that it has taken it',
  secretUnavailable: 'Its secret can no longer be read, so nobody was called: rotate it',
};

export const offReasons: Record<NonNullable<Webhook['disabledReason']>, string> = {
  gone: 'It was switched off because the address answered 410: it wants nothing more.',
  failing: 'It was switched off because nothing had got through for a week.',
};
