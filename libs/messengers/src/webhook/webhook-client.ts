import { AppError } from '@polyspool/contracts/errors';
import type { WebhookAttempt, WebhookError } from '@polyspool/contracts/webhooks';
import type { LookupFunction } from 'node:net';
import { Client, type Dispatcher, errors } from 'undici';
import type { Networks } from './networks.js';
import { resolveHost, type ResolveHost } from './resolve-host.js';
import { type SignedContent, signWebhook } from './sign-webhook.js';
import { webhookTarget } from './webhook-target.js';

export interface WebhookMessage extends SignedContent {
  readonly url: string;
  /** Each signs; the newest stands first. */
  readonly secrets: readonly string[];
}

export interface WebhookClientOptions {
  readonly networks: Networks;
  readonly timeoutMs?: number;
  readonly resolve?: ResolveHost;
}

const maxAnswerBytes = 64 * 1024;
const maxKeptCharacters = 1_000;

/**
 * Calls addresses that people have given. A name is resolved once and the connection goes to just what was found and
 * permitted; a name with one address that is not permitted is not called at all. Redirects are answers, not ways. All of
 * it has to be over in time, however slowly an answer comes.
 */
export class WebhookClient {
  /** Longer than that no attempt takes. */
  readonly timeoutMs: number;

  constructor(private readonly options: WebhookClientOptions) {
    this.timeoutMs = options.timeoutMs ?? 10_000;
  }

  /** Never throws for what the other side does: that is what the attempt tells. */
  async send(message: WebhookMessage): Promise<WebhookAttempt> {
    const begun = performance.now();
    const signal = AbortSignal.timeout(this.timeoutMs);
    const outcome = await this.#answerTo(message, signal).catch((error: unknown) => ({
      error: errorOf(error, signal),
    }));
    return { at: message.at.toISOString(), ms: Math.round(performance.now() - begun), ...outcome };
  }

  async #answerTo(message: WebhookMessage, signal: AbortSignal): Promise<Outcome> {
    const { networks, resolve = resolveHost } = this.options;
    const { url, host } = webhookTarget(message.url, networks);
    const addresses = await whileInTime(resolve(host, signal), signal);
    if (!addresses.length || !addresses.every((address) => networks.permit(address)))
      return { error: 'refusedAddress' };
    const client = new Client(url.origin, { allowH2: false, connect: { lookup: onlyTo(addresses) } });
    try {
      return await post(client, url, message, signal);
    } finally {
      await client.destroy();
    }
  }
}

type Outcome = Pick<WebhookAttempt, 'httpStatus' | 'error' | 'answer'>;

async function post(client: Client, url: URL, message: WebhookMessage, signal: AbortSignal): Promise<Outcome> {
  const answer = await client.request({
    method: 'POST',
    path: url.pathname + url.search,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Polyspool-Webhooks/1',
      ...signWebhook(message, message.secrets),
    },
    body: message.body,
    signal,
  });
  const isTaken = answer.statusCode >= 200 && answer.statusCode < 300;
  const read = await firstOf(answer.body).catch((error: unknown) => ({
    text: undefined,
    error: errorOf(error, signal),
  }));
  return {
    httpStatus: answer.statusCode,
    error: read.error ?? (isTaken ? undefined : 'badStatus'),
    answer: read.text || undefined,
  };
}

/** Stops reading where an answer is larger than anybody needs. */
async function firstOf(body: Dispatcher.ResponseData['body']) {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxAnswerBytes) break;
  }
  const text = Buffer.concat(chunks).toString('utf8').slice(0, maxKeptCharacters);
  return { text, error: bytes > maxAnswerBytes ? ('tooLarge' as const) : undefined };
}

/** A resolver that does not heed the signal holds up nobody. */
function whileInTime<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}

/** Whatever name is asked for, these are its addresses: nobody is asked again. */
const onlyTo = (addresses: readonly string[]): LookupFunction => {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  return (_host, { all }, answer) => (all ? answer(null, found) : answer(null, found[0]!.address, found[0]!.family));
};

function errorOf(error: unknown, { aborted }: AbortSignal): WebhookError {
  if (error instanceof AppError) return 'refusedAddress';
  if (error instanceof errors.HeadersOverflowError) return 'tooLarge';
  return aborted || isSilence(error) ? 'timedOut' : 'unreachable';
}

/** Of name servers, and of hosts that a connection is tried to. */
const isSilence = (error: unknown) =>
  ['ETIMEOUT', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'].includes(String((error as { code?: unknown }).code));
