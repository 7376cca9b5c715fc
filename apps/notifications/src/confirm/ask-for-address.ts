import { Injectable } from '@nestjs/common';
import type { AddressCheck } from '@polyspool/database/address-checks';
import { ContactPreferences } from '@polyspool/database/contact-preferences';
import { addressHash } from '@polyspool/messengers/mail/unsubscribe-links';
import { noticeOfConfirmation } from '@polyspool/messengers/templates/notice-of-confirmation';
import { Links } from '../deliver/links.js';
import { Outlets } from '../deliver/outlets.js';
import { SendOnce } from '../deliver/send-once.js';

/** The mail with the link by which the owner of an address says that it is theirs. */
@Injectable()
export class AskForAddress {
  constructor(
    private readonly contacts: ContactPreferences,
    private readonly links: Links,
    private readonly outlets: Outlets,
    private readonly sendOnce: SendOnce,
  ) {}

  /** Nothing where they have another one by now, or have said so before. Throws what the mailer throws. */
  async run({ id, userId, addressHash: asked }: AddressCheck, signal: AbortSignal): Promise<void> {
    const { email, emailVerified, language } = await this.contacts.of(userId);
    if (email === undefined || emailVerified === true || addressHash(email) !== asked) return;
    const key = `confirm-email ${id}`;
    const notice = noticeOfConfirmation(this.links.confirmEmail(userId, email), language);
    const letter = { key, address: email, userId, notice, language, topic: 'security' as const };
    // In the ledger it is no job's: the id of the check stands in its place.
    const effect = { key, kind: 'email', jobId: id };
    await this.sendOnce.run(effect, () => this.outlets.email(letter, signal));
  }
}
