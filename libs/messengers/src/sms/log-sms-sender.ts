import type { HandedOver } from '../mail/mailer.js';
import type { MessageLog } from '../message-log.js';
import type { Sms, SmsSender } from './sms-sender.js';

/** Where no provider is set up: that there was one is in the log, without the number and the text. */
export class LogSmsSender implements SmsSender {
  constructor(private readonly log: MessageLog) {}

  async send({ text }: Sms): Promise<HandedOver> {
    this.log.info({ characters: text.length }, 'No SMS provider is set up: a message stays here');
    return { isLoggedOnly: true };
  }
}
