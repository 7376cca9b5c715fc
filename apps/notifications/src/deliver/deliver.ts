import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import type { Channel, DeliveryStatus } from '@polyspool/contracts/notifications';
import type { Contact } from '@polyspool/database/contact-preferences';
import { Effects } from '@polyspool/database/effects';
import { addInAppNotification } from '@polyspool/database/in-app-notifications';
import { createHash } from 'node:crypto';
import type { Notification, Outcome } from './notification.js';
import { Outlets } from './outlets.js';
import { planChannels } from './plan-channels.js';
import { PutOffDelivery } from './put-off-delivery.js';
import { quietUntil } from './quiet-until.js';
import { SendOnce } from './send-once.js';

/** An address of nobody here. */
export type Outsider =
  | { readonly channel: 'email'; readonly address: string; readonly language: string }
  | { readonly channel: 'sms'; readonly address: string; readonly language: string };

interface Target {
  readonly channel: Channel;
  readonly address?: string | undefined;
  readonly language: string;
  readonly userId?: string | undefined;
}

/** Tells one person something on each of their channels. What they do not want, or cannot get, is said. */
@Injectable()
export class Deliver {
  constructor(
    private readonly effects: Effects,
    private readonly sendOnce: SendOnce,
    private readonly outlets: Outlets,
    private readonly putOff: PutOffDelivery,
  ) {}

  async toContact({ userId, preferences }: Contact, notification: Notification, signal: AbortSignal) {
    const { topic, channels: asked } = notification;
    const { wanted, suppressed } = planChannels(preferences, { topic, asked });
    const outcomes: Outcome[] = suppressed.map((one) => ({ ...one, recipient: userId, status: 'suppressed' }));
    const isUrgent = topic === 'security' || topic === 'systemAlert';
    const until = isUrgent ? undefined : quietUntil(preferences, new Date());
    for (const { channel, address } of wanted) {
      const target = { channel, address, userId, language: preferences.language };
      const isLater = until !== undefined && channel !== 'inApp';
      const work = () =>
        isLater ? this.#later(target, notification, until) : this.#send(target, notification, signal);
      outcomes.push(await outcomeOf(target, work, signal));
    }
    return outcomes;
  }

  toOutsider(outsider: Outsider, notification: Notification, signal: AbortSignal): Promise<Outcome> {
    return outcomeOf(outsider, () => this.#send(outsider, notification, signal), signal);
  }

  async #send(target: Target, notification: Notification, signal: AbortSignal): Promise<Result> {
    const { channel, language, userId, address } = target;
    const { topic, jobId, link, about } = notification;
    const effect = { key: keyOf(target, jobId), kind: channel, jobId };
    const notice = notification.notice(language);
    if (channel === 'inApp') {
      const message = [...notice.paragraphs, ...(notice.files ?? []).map(({ name }) => name)].join('\n');
      const row = { userId: userId!, topic, subject: notice.subject, message, link, jobId: about }; // only contacts have lists
      await this.effects.once(effect, (tx) => addInAppNotification(tx, row));
      return { status: 'sent' };
    }
    const letter = { key: effect.key, address: address!, userId, notice, language, topic }; // planned only with one
    const sent = await this.sendOnce.run(effect, () => this.outlets[channel](letter, signal));
    if (sent === 'loggedOnly') return { status: 'suppressed', reason: 'loggedOnly' };
    return sent === 'sent' ? { status: 'sent' } : { status: 'failed', reason: 'outcomeUnknown' };
  }

  async #later(target: Target, notification: Notification, runAt: Date): Promise<Result> {
    const { channel, userId } = target;
    const { jobId, later } = notification;
    const key = keyOf(target, jobId);
    // An attempt before the quiet hours may have sent it.
    await this.putOff.run({ key, kind: 'later', jobId }, { ...later(userId!, channel), runAt }); // only contacts have quiet hours
    return { status: 'deferred', reason: runAt.toISOString() };
  }
}

interface Result {
  readonly status: DeliveryStatus;
  readonly reason?: string;
}

async function outcomeOf(target: Target, work: () => Promise<Result>, signal: AbortSignal): Promise<Outcome> {
  signal.throwIfAborted();
  const { channel } = target;
  const recipient = recipientOf(target);
  try {
    const { status, reason } = await work();
    return { recipient, channel, status, ...(reason && { reason }) };
  } catch (error) {
    const fault = AppError.from(error);
    if (!isOfMessage(fault)) throw error;
    const passing = fault.retry ? { passing: fault } : {};
    return { recipient, channel, status: 'failed', reason: fault.code, ...passing };
  }
}

const recipientOf = ({ userId, address }: Target) => userId ?? address ?? '';

/** The ledger is kept for long, and has no addresses in it. */
function keyOf(target: Target, jobId: string) {
  const recipient = createHash('sha256').update(recipientOf(target)).digest('base64url').slice(0, 24);
  return `${jobId} ${target.channel} ${recipient}`;
}

const isOfMessage = ({ code }: AppError) => code.startsWith('message.');
