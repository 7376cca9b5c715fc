import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import { withoutAddresses } from '../without-addresses.js';
import type { HandedOver } from '../mail/mailer.js';
import type { Sms, SmsSender } from './sms-sender.js';

export interface HttpSmsOptions {
  /** Up to the version of the API, `https://api.twilio.com` where nothing is said. */
  readonly url?: string | undefined;
  readonly account: string;
  readonly token: string;
  /** A number, or the id of a messaging service (`MG...`). */
  readonly from: string;
  readonly timeoutMs?: number | undefined;
}

/** Any provider that speaks as Twilio's Messages API does. It has no idempotency keys: two requests are two messages. */
export class HttpSmsSender implements SmsSender {
  constructor(private readonly options: HttpSmsOptions) {}

  async send({ to, text }: Sms, signal?: AbortSignal): Promise<HandedOver> {
    const { url = 'https://api.twilio.com', account, token, from, timeoutMs = 30_000 } = this.options;
    const sender = from.startsWith('MG') ? 'MessagingServiceSid' : 'From';
    const limit = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(`${url}/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}` },
      body: new URLSearchParams({ To: to, Body: text, [sender]: from }),
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    }).catch((cause: unknown) => {
      throw unreached(cause);
    });
    const said = await answer.text().catch(() => '');
    if (answer.ok) return { isLoggedOnly: false };
    throw new AppError(
      codeOf(answer.status),
      `The SMS provider answered ${answer.status}: ${withoutAddresses(said).slice(0, 300)}`,
    );
  }
}

/** A number that is none is a fault of the request (400); wrong credentials may be mended, and the message wait for it. */
function codeOf(status: number): ErrorCode {
  if (status === 401 || status === 403 || status === 408 || status === 429) return 'message.unsent';
  return status < 500 ? 'message.refused' : 'message.unanswered';
}

const notConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

function unreached(cause: unknown) {
  const { code = '' } = ((cause as Error).cause ?? {}) as { code?: string };
  const is = notConnected.has(code) ? 'message.unsent' : 'message.unanswered';
  return new AppError(is, 'The SMS provider does not answer', { cause });
}
