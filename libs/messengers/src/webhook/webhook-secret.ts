import { randomBytes } from 'node:crypto';

const prefix = 'whsec_';
const secretBytes = 32;

/** As Standard Webhooks has it, for HMAC-SHA256. */
export const newWebhookSecret = () => prefix + randomBytes(secretBytes).toString('base64');

export const keyOfSecret = (secret: string) => Buffer.from(secret.slice(prefix.length), 'base64');

/** What the secret of a webhook is bound to where it rests encrypted. */
export const sealOfSecret = (webhookId: string) => ({ jobId: webhookId, field: 'webhook secret' });
