import { z } from 'zod';
import { JobError } from './job-status.js';

/** What a webhook can be told of. */
export const WebhookEventType = z.enum(['job.succeeded', 'job.failed', 'job.cancelled', 'job.expired', 'webhook.test']);
export type WebhookEventType = z.output<typeof WebhookEventType>;

const Url = z.url({ protocol: /^https?$/ }).max(2_000);

export const NewWebhook = z.strictObject({
  url: Url,
  description: z.string().trim().max(200).optional(),
  events: z
    .array(WebhookEventType.exclude(['webhook.test']))
    .min(1)
    .default(['job.succeeded', 'job.failed', 'job.cancelled', 'job.expired']),
});
export type NewWebhook = z.output<typeof NewWebhook>;

export const WebhookChange = z
  .strictObject({
    url: Url,
    description: NewWebhook.shape.description,
    events: NewWebhook.shape.events.unwrap(),
    enabled: z.boolean(),
  })
  .partial();
export type WebhookChange = z.output<typeof WebhookChange>;

/** Signed by Standard Webhooks (standardwebhooks.com), HMAC-SHA256. */
export const Webhook = z.object({
  id: z.uuid(),
  url: z.string(),
  description: z.string().optional(),
  events: z.array(WebhookEventType),
  enabled: z.boolean(),
  /** Why the system has switched it off: `gone` (410), `failing`. */
  disabledReason: z.enum(['gone', 'failing']).optional(),
  /** Until then deliveries carry signatures of the old secret too. */
  oldSecretUntil: z.iso.datetime().optional(),
  createdAt: z.iso.datetime(),
});
export type Webhook = z.output<typeof Webhook>;

/** `whsec_...`, shown once: when it is made, and when it is changed. */
export const WebhookWithSecret = Webhook.extend({ secret: z.string() });
export type WebhookWithSecret = z.output<typeof WebhookWithSecret>;

export const WebhookPage = z.object({ items: z.array(Webhook), nextCursor: z.string().optional() });
export type WebhookPage = z.output<typeof WebhookPage>;

/** Why an attempt has failed: also a redirect is a `badStatus`. `secretUnavailable`: the key of its secret is gone, nobody was called. */
export const WebhookError = z.enum([
  'refusedAddress',
  'timedOut',
  'tooLarge',
  'unreachable',
  'badStatus',
  'secretUnavailable',
]);
export type WebhookError = z.output<typeof WebhookError>;

export const WebhookAttempt = z.object({
  at: z.iso.datetime(),
  ms: z.number().nonnegative(),
  httpStatus: z.int().optional(),
  error: WebhookError.optional(),
  /** The first of what it answered. */
  answer: z.string().max(1_000).optional(),
});
export type WebhookAttempt = z.output<typeof WebhookAttempt>;

export const WebhookDelivery = z.object({
  /** The same in each attempt: the header `webhook-id`. */
  id: z.uuid(),
  webhookId: z.uuid(),
  event: WebhookEventType,
  jobId: z.uuid().optional(),
  status: z.enum(['pending', 'delivered', 'failed']),
  attempts: z.array(WebhookAttempt),
  nextAttemptAt: z.iso.datetime().optional(),
  createdAt: z.iso.datetime(),
});
export type WebhookDelivery = z.output<typeof WebhookDelivery>;

/**
 * What is posted: the payload of Standard Webhooks. What the job has made is asked for at `/v1/jobs/{id}`: a message that
 * went astray gives nothing away.
 */
export const WebhookEvent = z.object({
  type: WebhookEventType,
  /** When it happened. */
  timestamp: z.iso.datetime(),
  data: z.object({
    webhookId: z.uuid(),
    job: z
      .object({
        id: z.uuid(),
        type: z.string(),
        status: z.string(),
        run: z.int().positive(),
        projectId: z.uuid().optional(),
        error: JobError.optional(),
        createdAt: z.iso.datetime(),
        finishedAt: z.iso.datetime(),
      })
      .optional(),
  }),
});
export type WebhookEvent = z.output<typeof WebhookEvent>;

export const WebhookDeliveryPage = z.object({ items: z.array(WebhookDelivery), nextCursor: z.string().optional() });
export type WebhookDeliveryPage = z.output<typeof WebhookDeliveryPage>;
