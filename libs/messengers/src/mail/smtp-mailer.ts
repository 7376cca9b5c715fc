import { createTransport } from 'nodemailer';
import type { HandedOver, Mail, Mailer } from './mailer.js';
import { smtpError } from './smtp-error.js';

export interface SmtpOptions {
  /** `smtp://user:password@host:587` (STARTTLS where the server offers it), or `smtps://` for TLS from the start. */
  readonly url: string;
  /** As it stands in the header: `Polyspool <no-reply@example.org>`. */
  readonly from: string;
  readonly timeoutMs?: number | undefined;
  readonly connections?: number | undefined;
}

/** Any mail server. Connections are kept and used again. */
export class SmtpMailer implements Mailer {
  readonly #transport: ReturnType<typeof transportOf>;

  constructor(private readonly options: SmtpOptions) {
    this.#transport = transportOf(options);
  }

  async send(mail: Mail, signal?: AbortSignal): Promise<HandedOver> {
    signal?.throwIfAborted();
    const { to, subject, text, html, messageId } = mail;
    try {
      await this.#transport.sendMail({
        from: this.options.from,
        to,
        subject,
        text,
        html,
        messageId: `<${messageId}>`,
        headers: headersOf(mail),
      });
      return { isLoggedOnly: false };
    } catch (error) {
      throw smtpError(error);
    }
  }

  close() {
    this.#transport.close();
  }
}

function transportOf({ url, timeoutMs = 30_000, connections = 5 }: SmtpOptions) {
  return createTransport({
    pool: true,
    url,
    maxConnections: connections,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // What is in a mail is text: nothing in it is a path or an address to read from.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** No holiday answers to machines; one click unsubscribes (RFC 3834, 2369, 8058). */
const headersOf = ({ unsubscribeUrl }: Mail) => ({
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
  ...(unsubscribeUrl && {
    'List-Unsubscribe': `<${unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }),
});
