import type { CaughtMail, InAppNotification, NotificationMark } from '@polyspool/contracts/notifications';
import { NotificationPreferences, WantedPreferences } from '@polyspool/contracts/notifications';
import type { Webhook, WebhookChange, WebhookDelivery } from '@polyspool/contracts/webhooks';
import { aProblem, ids } from './examples.js';
import type { Answer } from './fake-operations.js';
import { aDelivery, aWebhook } from './message-examples.js';

type Fields = Record<string, unknown>;

/** What tells people and programs of things, over plain lists that a test fills. */
export class FakeMessages {
  notifications: InAppNotification[] = [];
  preferences: NotificationPreferences = NotificationPreferences.parse({});
  webhooks: Webhook[] = [];
  deliveries: WebhookDelivery[] = [];
  /** Mails that asked whether an address is theirs. */
  confirmationsSent = 0;
  /** None: mails go to a real server. */
  mails: CaughtMail[] | undefined = [];
  /** What was asked for with a body. */
  readonly asked: Fields[] = [];

  notification(method: string, url: URL, body: unknown): Answer {
    if (method === 'PATCH') return this.mark(this.hear(body) as NotificationMark);
    const unread = this.notifications.filter(({ readAt }) => !readAt);
    const items = url.searchParams.get('unread') === 'true' ? unread : this.notifications;
    return [200, { items, unread: unread.length }];
  }

  preference(method: string, body: unknown): Answer {
    if (method !== 'PUT') return [200, this.preferences];
    const { emailVerified: _said, phone: wantedPhone, ...wanted } = WantedPreferences.parse(this.hear(body));
    const { email, emailVerified, phone } = this.preferences;
    if (wantedPhone && wantedPhone !== phone) {
      return [422, aProblem(422, 'phone.setByOperators', 'Phone numbers are set by operators', 'Ask an operator')];
    }
    const isSame = wanted.email === email;
    const isNew = wanted.email !== undefined && !isSame;
    const isAsked = isNew && this.confirmationsSent < 3;
    if (isAsked) this.confirmationsSent += 1;
    const kept = wantedPhone === null ? undefined : phone;
    this.preferences = {
      ...wanted,
      ...(kept && { phone: kept }),
      ...(wanted.email && { emailVerified: isSame && emailVerified === true }),
    };
    return [200, { ...this.preferences, ...(isNew && { confirmationMail: isAsked ? 'onItsWay' : 'notNow' }) }];
  }

  confirmEmail(): Answer {
    const { email, emailVerified } = this.preferences;
    if (!email || emailVerified) {
      return [409, aProblem(409, 'email.nothingToConfirm', 'There is no address to confirm', 'None is set')];
    }
    if (this.confirmationsSent >= 3) {
      const title = 'Too many mails to confirm an address';
      return [429, aProblem(429, 'quota.addressChecks', title, 'At most 3 in an hour')];
    }
    this.confirmationsSent += 1;
    return [202, this.preferences];
  }

  mail(): Answer {
    if (this.mails) return [200, { items: this.mails }];
    return [
      404,
      aProblem(404, 'mails.notKept', 'Mails go to a mail server, and are not kept here', 'MAIL_CATCHER_URL'),
    ];
  }

  webhook(method: string, url: URL, body: unknown): Answer {
    const [, , , id = '', part = '', , verb = ''] = url.pathname.split('/');
    const sent = this.hear(body);
    const answers: Record<string, () => Answer> = {
      GET: () => [200, { items: this.webhooks }],
      POST: () => this.add(sent),
      'GET :id': () => this.found(id),
      'PATCH :id': () => this.change(id, sent as WebhookChange),
      'DELETE :id': () => this.remove(id),
      'POST :id rotate': () => this.rotate(id),
      'POST :id test': () => this.deliver({ event: 'webhook.test' }),
      'GET :id deliveries': () => this.listed(url.searchParams.get('status')),
      'POST :id deliveries resend': () => this.deliver(this.deliveries[0] ?? {}),
    };
    const route = [method, id && ':id', part, verb].filter(Boolean).join(' ');
    return answers[route]?.() ?? [404, aProblem(404, 'route.unknown', 'There is nothing at this address', route)];
  }

  private hear(body: unknown): Fields {
    const sent = body ? (JSON.parse(String(body)) as Fields) : {};
    if (body) this.asked.push(sent);
    return sent;
  }

  private mark({ isRead, ids: meant }: NotificationMark): Answer {
    this.notifications = this.notifications.map(({ readAt: _readAt, ...one }) =>
      meant && !meant.includes(one.id)
        ? { ...one, ...(_readAt && { readAt: _readAt }) }
        : { ...one, ...(isRead && { readAt: one.createdAt }) },
    );
    return [200, { unread: this.notifications.filter(({ readAt }) => !readAt).length }];
  }

  private add(sent: Fields): Answer {
    if (String(sent['url']).includes('10.0.0.')) {
      return [422, aProblem(422, 'webhook.urlRefused', 'Webhooks do not go to this address', '10.0.0.1 is private')];
    }
    const webhook = aWebhook({ ...sent, id: ids.child(71) });
    this.webhooks = [webhook, ...this.webhooks];
    return [201, { ...webhook, secret: 'whsec_first' }];
  }

  private found(id: string): Answer {
    const webhook = this.webhooks.find((one) => one.id === id);
    return webhook ? [200, webhook] : [404, aProblem(404, 'webhook.unknown', 'There is no such webhook', id)];
  }

  private change(id: string, change: WebhookChange): Answer {
    this.webhooks = this.webhooks.map(({ disabledReason: _reason, ...one }) =>
      one.id === id ? { ...one, ...(change as Partial<Webhook>) } : one,
    );
    return this.found(id);
  }

  private remove(id: string): Answer {
    this.webhooks = this.webhooks.filter((one) => one.id !== id);
    return [204, undefined];
  }

  private rotate(id: string): Answer {
    return [200, { ...this.webhooks.find((one) => one.id === id), secret: 'whsec_second' }];
  }

  private listed(status: string | null): Answer {
    return [200, { items: this.deliveries.filter((one) => !status || one.status === status) }];
  }

  private deliver(over: Partial<WebhookDelivery>): Answer {
    const delivery = aDelivery({ ...over, status: 'pending' });
    this.deliveries = [delivery, ...this.deliveries.filter(({ id }) => id !== delivery.id)];
    return [202, delivery];
  }
}
