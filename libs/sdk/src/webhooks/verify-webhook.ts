import type { WebhookEvent } from '../generated/contract.js';
import { PolyspoolError } from '../polyspool-error.js';

export interface WebhookMessage {
  /** As it came, before anybody has parsed it. */
  readonly body: string | Uint8Array;
  readonly headers: Headers | Readonly<Record<string, string | string[] | undefined>>;
}

export interface VerifyOptions {
  /** How far the sender's clock may be from this one; 5 minutes. */
  readonly toleranceMs?: number;
}

/**
 * What a webhook tells, when it comes from who knows one of the secrets and is no older than that (Standard Webhooks 1.0).
 * Rejects with `client.badSignature` otherwise.
 */
export async function verifyWebhook(
  { body, headers }: WebhookMessage,
  secrets: string | readonly string[],
  { toleranceMs = 300_000 }: VerifyOptions = {},
): Promise<WebhookEvent> {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    header(headers, `webhook-${name}`),
  );
  if (!id || !timestamp || !signatures) throw badSignature('A header is missing');
  if (!(Math.abs(Date.now() - Number(timestamp) * 1000) <= toleranceMs))
    throw badSignature('The message is too old, or too new');
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const signed = joined(new TextEncoder().encode(`${id}.${timestamp}.`), bytes);
  for (const secret of typeof secrets === 'string' ? [secrets] : secrets) {
    if (await isSignedBy(secret, signatures, signed))
      return JSON.parse(new TextDecoder().decode(bytes)) as WebhookEvent;
  }
  throw badSignature('No signature fits');
}

async function isSignedBy(secret: string, signatures: string, signed: BufferSource) {
  const raw = bytesOf(secret.replace(/^whsec_/, ''));
  if (!raw) throw badSignature('The secret is none: it begins with whsec_');
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  for (const [version, value = ''] of signatures.split(' ').map((one) => one.split(','))) {
    const signature = version === 'v1' ? bytesOf(value) : undefined;
    // Compares in constant time.
    if (signature && (await crypto.subtle.verify('HMAC', key, signature, signed))) return true;
  }
  return false;
}

function header(headers: WebhookMessage['headers'], name: string) {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const [, value] = Object.entries(headers).find(([one]) => one.toLowerCase() === name) ?? [];
  return Array.isArray(value) ? value[0] : value;
}

function bytesOf(base64: string) {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined; // no Base64: nothing that a signature could be
  }
}

function joined(one: Uint8Array, other: Uint8Array) {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

const badSignature = (detail: string) => new PolyspoolError({ code: 'client.badSignature', detail });
