import type { Caller } from '../calls/caller.js';
import { allOf, type PageQuery } from '../calls/pages.js';
import type {
  ApiKey,
  ApiKeyChange,
  ApiKeyRotation,
  ApiKeyWithSecret,
  EraseAnswer,
  InAppNotification,
  Me as Person,
  NewApiKey,
  NewNotification,
  NewWebhook,
  NotificationMark,
  NotificationPage,
  NotificationPreferences,
  UnreadCount,
  Webhook,
  WebhookChange,
  WebhookDelivery,
  WebhookWithSecret,
} from '../generated/contract.js';
import type { JobHandle } from '../jobs/job-handle.js';
import type { Job } from '../jobs/job-types.js';
import type { Jobs } from '../jobs/jobs.js';
import type { CallOptions, CreateOptions } from '../options.js';
import { EditableCollection } from './collection.js';

/** Whose key it is, and what may be asked of what is kept of them. */
export class Me {
  readonly apiKeys: ApiKeys<NewApiKey>;

  constructor(
    private readonly caller: Caller,
    private readonly jobs: Jobs,
  ) {
    this.apiKeys = new ApiKeys(caller, '/v1/me/api-keys');
  }

  get(options: CallOptions = {}): Promise<Person> {
    return this.caller.json('GET', '/v1/me', options);
  }

  async export(options?: CreateOptions): Promise<JobHandle<'gdpr.export'>> {
    return this.jobs.begun(await this.caller.create<Job<'gdpr.export'>>('/v1/me/export', undefined, options));
  }

  /** `confirm` is one's name, as it is written; with `dryRun` only what would go. */
  erase(request: { confirm?: string; dryRun?: boolean }, options: CallOptions = {}): Promise<EraseAnswer> {
    return this.caller.json('POST', '/v1/me/erase', { ...options, body: request });
  }

  notificationPreferences(options: CallOptions = {}): Promise<NotificationPreferences> {
    return this.caller.json('GET', '/v1/me/notification-preferences', options);
  }

  setNotificationPreferences(preferences: NotificationPreferences, options: CallOptions = {}) {
    const call = { ...options, body: preferences };
    return this.caller.json<NotificationPreferences>('PUT', '/v1/me/notification-preferences', call);
  }
}

/** The secret of a key is told once: when it is made, and when it is rotated. */
export class ApiKeys<New> extends EditableCollection<ApiKey, New, ApiKeyChange, ApiKey, ApiKeyWithSecret> {
  override create(asked: New, options?: CreateOptions): Promise<ApiKeyWithSecret> {
    return this.caller.createSecret(this.path, asked, options);
  }

  rotate(id: string, rotation: ApiKeyRotation = {}, options?: CreateOptions): Promise<ApiKeyWithSecret> {
    return this.caller.createSecret(this.at(id, '/rotate'), rotation, options);
  }
}

export class Notifications {
  constructor(
    private readonly caller: Caller,
    private readonly jobs: Jobs,
  ) {}

  list(filter?: PageQuery & { unread?: boolean }, options: CallOptions = {}): Promise<NotificationPage> {
    return this.caller.json('GET', '/v1/notifications', { ...options, query: filter });
  }

  all(filter?: PageQuery & { unread?: boolean }, options: CallOptions = {}) {
    return allOf<InAppNotification>(this.caller, '/v1/notifications', filter, options);
  }

  /** All of them where no ids are given. */
  mark(mark: NotificationMark, options: CallOptions = {}): Promise<UnreadCount> {
    return this.caller.json('PATCH', '/v1/notifications', { ...options, body: mark, repeatable: true });
  }

  async send(notification: NewNotification, options?: CreateOptions): Promise<JobHandle<'notifications.sendBulk'>> {
    const job = await this.caller.create<Job<'notifications.sendBulk'>>('/v1/notifications', notification, options);
    return this.jobs.begun(job);
  }
}

/** Whom the server tells of the ends of jobs. */
export class Webhooks extends EditableCollection<Webhook, NewWebhook, WebhookChange, Webhook, WebhookWithSecret> {
  constructor(caller: Caller) {
    super(caller, '/v1/webhooks');
  }

  override create(asked: NewWebhook, options?: CreateOptions): Promise<WebhookWithSecret> {
    return this.caller.createSecret(this.path, asked, options);
  }

  /** For a day both secrets are good. */
  rotate(id: string, options?: CreateOptions): Promise<WebhookWithSecret> {
    return this.caller.createSecret(this.at(id, '/rotate'), undefined, options);
  }

  deliveries(id: string, filter?: PageQuery & { status?: WebhookDelivery['status'] }, options: CallOptions = {}) {
    return allOf<WebhookDelivery>(this.caller, this.at(id, '/deliveries'), filter, options);
  }

  /** Tells it of a `webhook.test`. */
  test(id: string, options?: CreateOptions): Promise<WebhookDelivery> {
    return this.caller.create(this.at(id, '/test'), undefined, options);
  }

  resend(id: string, deliveryId: string, options?: CreateOptions): Promise<WebhookDelivery> {
    return this.caller.create(this.at(id, `/deliveries/${encodeURIComponent(deliveryId)}/resend`), undefined, options);
  }
}
