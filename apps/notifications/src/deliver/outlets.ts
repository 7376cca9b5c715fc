import { Injectable } from '@nestjs/common';
import type { Language } from '@polyspool/contracts/languages';
import type { Topic } from '@polyspool/contracts/notifications';
import { Mailer } from '@polyspool/messengers/mail/mailer';
import { SmsSender } from '@polyspool/messengers/sms/sms-sender';
import { composeMail } from '@polyspool/messengers/templates/compose-mail';
import { composeSms } from '@polyspool/messengers/templates/compose-sms';
import type { Notice } from '@polyspool/messengers/templates/notice';
import { createHash } from 'node:crypto';
import { Links } from './links.js';

export interface Letter {
  /** In the ledger; the id of the mail is made of it. */
  readonly key: string;
  readonly address: string;
  readonly userId?: string | undefined;
  readonly notice: Notice;
  readonly language: Language;
  readonly topic: Topic;
}

/** What leaves the system. */
@Injectable()
export class Outlets {
  constructor(
    private readonly mailer: Mailer,
    private readonly smsSender: SmsSender,
    private readonly links: Links,
  ) {}

  email(letter: Letter, signal: AbortSignal) {
    const { key, address, userId, notice, language, topic } = letter;
    // What is about their safety, or is their duty, cannot be left.
    const isFixed = topic === 'security' || topic === 'systemAlert';
    const who = userId === undefined ? { email: address } : { userId };
    const unsubscribeUrl = isFixed ? undefined : this.links.unsubscribe(who, topic);
    const mail = composeMail(notice, { language, topic, unsubscribeUrl });
    const messageId = `${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${this.#host}`;
    return this.mailer.send({ ...mail, to: address, messageId, unsubscribeUrl }, signal);
  }

  sms({ address, notice }: Letter, signal: AbortSignal) {
    return this.smsSender.send({ to: address, text: composeSms(notice) }, signal);
  }

  get #host() {
    return new URL(this.links.publicUrl).hostname;
  }
}
