import { Injectable } from '@nestjs/common';
import { type Delivery, notificationJobs, type Recipient } from '@polyspool/contracts/notifications';
import { type Contact, ContactPreferences } from '@polyspool/database/contact-preferences';
import { addressHash } from '@polyspool/messengers/mail/unsubscribe-links';
import { Deliver } from './deliver.js';
import { DeliveryCounter } from './delivery-counter.js';
import { inTurns } from './in-turns.js';
import type { Notification, Outcome } from './notification.js';

/** What of a job it needs. */
export interface TellingJob {
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly signal: AbortSignal;
  readonly report: (fraction: number) => void;
}

/** Each holds a connection of the database until the other side has answered. */
const atOnce = 5;
/** So many in a row that fail for now, and the other side is away: the rest waits for the next attempt. */
const mostInARow = 5;
const { retries } = notificationJobs.send;

/** Tells many the same. What fails for now is tried again with the job; what has gone out by then does not go out again. */
@Injectable()
export class TellAll {
  constructor(
    private readonly contacts: ContactPreferences,
    private readonly deliver: Deliver,
    private readonly counter: DeliveryCounter,
  ) {}

  async run(recipients: readonly Recipient[], notification: Notification, job: TellingJob) {
    const known = await this.#lookUp(recipients, notification);
    const isLast = job.attempt > retries;
    const outcomes: Outcome[][] = [];
    let inARow = 0;
    await inTurns(recipients, atOnce, async (recipient) => {
      if (inARow >= mostInARow && !isLast) return;
      const made = await this.#tell(recipient, { ...known, notification, signal: job.signal });
      outcomes.push(made);
      for (const { channel, status } of made) this.counter.count(channel, status);
      inARow = made.some(({ passing }) => passing) ? inARow + 1 : 0;
      job.report(outcomes.length / recipients.length);
    });
    return settled(outcomes.flat(), isLast);
  }

  async #tell(recipient: Recipient, { contacts, unsubscribed, notification, signal }: Telling): Promise<Outcome[]> {
    if ('userId' in recipient) {
      const contact = contacts.get(recipient.userId);
      if (contact) return this.deliver.toContact(contact, notification, signal);
      return [{ recipient: recipient.userId, channel: 'inApp', status: 'suppressed', reason: 'unknownUser' }];
    }
    const outsider =
      'email' in recipient
        ? ({ channel: 'email', address: recipient.email, language: recipient.language ?? 'en' } as const)
        : ({ channel: 'sms', address: recipient.phone, language: 'en' } as const);
    const { channel, address } = outsider;
    const suppressed = { recipient: address, channel, status: 'suppressed' } as const;
    if (notification.channels && !notification.channels.includes(channel))
      return [{ ...suppressed, reason: 'noAddress' }];
    if (unsubscribed.has(addressHash(address))) return [{ ...suppressed, reason: 'unwanted' }];
    return [await this.deliver.toOutsider(outsider, notification, signal)];
  }

  async #lookUp(recipients: readonly Recipient[], { topic }: Notification) {
    const userIds = recipients.flatMap((one) => ('userId' in one ? [one.userId] : []));
    const addresses = recipients.flatMap((one) =>
      'email' in one ? [{ email: one.email, hash: addressHash(one.email) }] : [],
    );
    return {
      contacts: await this.contacts.contacts(userIds),
      unsubscribed: topic === 'security' ? new Set<string>() : await this.contacts.unsubscribed(addresses, topic),
    };
  }
}

interface Telling {
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly unsubscribed: ReadonlySet<string>;
  readonly notification: Notification;
  readonly signal: AbortSignal;
}

/** Throws what may pass while there is another attempt, and at the last one where nobody could be told. */
function settled(outcomes: readonly Outcome[], isLast: boolean) {
  const passing = outcomes.find((outcome) => outcome.passing)?.passing;
  const isNobodyTold = outcomes.every(({ status }) => status === 'failed');
  if (passing && (!isLast || isNobodyTold)) throw passing;
  const deliveries = outcomes.map(({ passing: _passing, ...delivery }): Delivery => delivery);
  return { deliveries, ...countsOf(deliveries) };
}

export function countsOf(deliveries: readonly Delivery[]) {
  const counts = { sent: 0, deferred: 0, suppressed: 0, failed: 0 };
  for (const { status } of deliveries) counts[status] += 1;
  return counts;
}
