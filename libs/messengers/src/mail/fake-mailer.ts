import type { HandedOver, Mail, Mailer } from './mailer.js';

/** Keeps what it is given. For tests only. */
export class FakeMailer implements Mailer {
  readonly sent: Mail[] = [];
  /** What goes wrong with a mail; nothing where it answers nothing. */
  fault: (mail: Mail) => Error | undefined = () => undefined;

  async send(mail: Mail): Promise<HandedOver> {
    const error = this.fault(mail);
    if (error) throw error;
    this.sent.push(mail);
    return { isLoggedOnly: false };
  }
}
