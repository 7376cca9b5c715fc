import type { HandedOver } from '../mail/mailer.js';
import type { Sms, SmsSender } from './sms-sender.js';

/** Keeps what it is given. For tests only. */
export class FakeSmsSender implements SmsSender {
  readonly sent: Sms[] = [];

  async send(sms: Sms): Promise<HandedOver> {
    this.sent.push(sms);
    return { isLoggedOnly: false };
  }
}
