import type { HandedOver } from '../mail/mailer.js';

export interface Sms {
  /** E.164. */
  readonly to: string;
  readonly text: string;
}

/** Hands over text messages. Throws as `Mailer` does. */
export abstract class SmsSender {
  abstract send(sms: Sms, signal?: AbortSignal): Promise<HandedOver>;
}
