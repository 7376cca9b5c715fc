import { createHmac } from 'node:crypto';
import { keyOfSecret } from './webhook-secret.js';

export interface SignedContent {
  /** The same in each attempt: receivers tell doubles apart by it. */
  readonly id: string;
  /** Of the attempt, not of the event: receivers refuse what is older than five minutes. */
  readonly at: Date;
  readonly body: string;
}

/** The headers of Standard Webhooks 1.0, with one signature for each secret: the receiver needs only one of them. */
export function signWebhook({ id, at, body }: SignedContent, secrets: readonly string[]) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatureBy = (secret: string) =>
    `v1,${createHmac('sha256', keyOfSecret(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map(signatureBy).join(' '),
  };
}
