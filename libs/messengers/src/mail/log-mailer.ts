import type { MessageLog } from '../message-log.js';
import type { HandedOver, Mail, Mailer } from './mailer.js';

/** Where no mail server is set up: what would have gone out is in the log, without the address. */
export class LogMailer implements Mailer {
  constructor(private readonly log: MessageLog) {}

  async send({ subject, messageId }: Mail): Promise<HandedOver> {
    this.log.info({ subject, messageId }, 'No mail server is set up: a mail stays here');
    return { isLoggedOnly: true };
  }
}
