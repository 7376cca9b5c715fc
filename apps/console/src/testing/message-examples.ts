import type { CaughtMail, InAppNotification } from '@polyspool/contracts/notifications';
import type { Webhook, WebhookDelivery } from '@polyspool/contracts/webhooks';
import { ids } from './examples.js';

const at = '2026-01-02T03:04:05.000Z';

export const aNotification = (over: Partial<InAppNotification> = {}): InAppNotification => ({
  id: ids.child(80),
  topic: 'jobFailed',
  subject: 'The subtitles of rivers.mp4 have failed',
  message: 'The engine gave up.',
  jobId: ids.job,
  createdAt: at,
  ...over,
});

export const aWebhook = (over: Partial<Webhook> = {}): Webhook => ({
  id: ids.child(70),
  url: 'https://example.org/hooks',
  events: ['job.succeeded', 'job.failed'],
  enabled: true,
  createdAt: at,
  ...over,
});

export const aDelivery = (over: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
  id: ids.child(75),
  webhookId: ids.child(70),
  event: 'job.failed',
  status: 'delivered',
  attempts: [{ at, ms: 81, httpStatus: 204 }],
  createdAt: at,
  ...over,
});

export const aMail = (over: Partial<CaughtMail> = {}): CaughtMail => ({
  id: 'm1',
  at,
  from: 'Polyspool <no-reply@polyspool.test>',
  to: ['mariam@example.org'],
  subject: 'Your film is ready',
  text: 'It is ready.',
  html: '<p style="color: red">It is <b>ready</b>.</p>',
  headers: { 'list-unsubscribe': '<http://127.0.0.1:8000/v1/unsubscribe?token=t>' },
  ...over,
});
