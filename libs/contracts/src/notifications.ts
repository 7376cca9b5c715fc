import { z } from 'zod';
import { defineJobs } from './define-jobs.js';
import { Language } from './languages.js';

export const Channel = z.enum(['email', 'sms', 'inApp']);
export type Channel = z.output<typeof Channel>;

/** What a notification is about; each may be switched off by channel, `security` by none. */
export const Topic = z.enum(['jobSucceeded', 'jobFailed', 'report', 'announcement', 'systemAlert', 'security']);
export type Topic = z.output<typeof Topic>;

/** How people are reached who have not said how. Mails about ended jobs are for those who switch them on. */
export const defaultChannels: Readonly<Record<Topic, readonly Channel[]>> = {
  jobSucceeded: ['inApp'],
  jobFailed: ['inApp'],
  report: ['inApp', 'email'],
  announcement: ['inApp', 'email'],
  systemAlert: ['inApp', 'email'],
  security: ['inApp', 'email'],
};

/** E.164. */
export const Phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'Not a phone number; one is written as +49301234567');

/** Somebody of this system, or an address outside of it. */
export const Recipient = z.union([
  z.strictObject({ userId: z.uuid() }),
  z.strictObject({ email: z.email().max(254), language: Language.optional() }),
  z.strictObject({ phone: Phone }),
]);
export type Recipient = z.output<typeof Recipient>;

const message = {
  subject: z.string().trim().min(1).max(200),
  message: z.string().trim().min(1).max(10_000),
  topic: Topic.default('announcement'),
  /** People are reached as they prefer where none are named. */
  channels: z.array(Channel).min(1).max(3).optional(),
};

export const DeliveryStatus = z.enum(['sent', 'deferred', 'suppressed', 'failed']);
export type DeliveryStatus = z.output<typeof DeliveryStatus>;

/** `deferred`: quiet hours; it goes out when they end. `suppressed`: they do not want it, or have no such address. */
export const Delivery = z.object({
  recipient: z.string(),
  channel: Channel,
  status: DeliveryStatus,
  reason: z.string().optional(),
});
export type Delivery = z.output<typeof Delivery>;

const counts = {
  sent: z.int().nonnegative(),
  deferred: z.int().nonnegative(),
  suppressed: z.int().nonnegative(),
  failed: z.int().nonnegative(),
};

const limits = {
  queue: 'notifications',
  retries: 5,
  backoff: { type: 'exponential', delayMs: 10_000, jitter: 0.5 },
  softLimitMs: 300_000,
  hardLimitMs: 600_000,
  jobsPerProcess: 1_000,
} as const;

/** Recipients of one child of a bulk. */
export const recipientsPerPart = 50;

export const notificationJobs = defineJobs('notifications', {
  send: {
    ...limits,
    audience: 'operators',
    input: z.strictObject({ recipients: z.array(Recipient).min(1).max(recipientsPerPart), ...message }),
    output: z.object({ deliveries: z.array(Delivery), ...counts }),
    steps: ['send'],
    large: ['recipients', 'deliveries'],
    sensitive: { input: ['recipients'], output: ['deliveries'] },
  },
  sendBulk: {
    ...limits,
    audience: 'operators',
    input: z.strictObject({ recipients: z.array(Recipient).min(1).max(20_000), ...message }),
    output: z.object(counts),
    steps: ['send', 'count'],
    weights: { send: 50 },
    large: ['recipients'],
    sensitive: { input: ['recipients'] },
  },
  /** Tells the owner of a job that it has ended: what was made, with links, in their language. */
  processingComplete: {
    ...limits,
    audience: 'operators',
    input: z.strictObject({
      jobId: z.uuid(),
      run: z.int().positive(),
      /** On these only: the rest has gone out before. */
      channels: z.array(Channel).min(1).max(3).optional(),
    }),
    output: z.object({ deliveries: z.array(Delivery), ...counts }),
    steps: ['send'],
    sensitive: { output: ['deliveries'] },
  },
  /** To all administrators; the same `key` at most once within `throttleMinutes`. */
  systemAlert: {
    ...limits,
    audience: 'operators',
    input: z.strictObject({
      severity: z.enum(['info', 'warning', 'critical']),
      subject: message.subject,
      message: message.message,
      key: z.string().max(200).optional(),
      throttleMinutes: z.int().min(0).max(1_440).default(15),
    }),
    output: z.object({ deliveries: z.array(Delivery), isThrottled: z.boolean(), ...counts }),
    steps: ['send'],
    sensitive: { output: ['deliveries'] },
  },
});

/** What stands in a person's list. */
export const InAppNotification = z.object({
  id: z.uuid(),
  topic: Topic,
  subject: z.string(),
  message: z.string(),
  /** An address within the console. */
  link: z.string().optional(),
  jobId: z.uuid().optional(),
  createdAt: z.iso.datetime(),
  readAt: z.iso.datetime().optional(),
});
export type InAppNotification = z.output<typeof InAppNotification>;

export const NotificationPage = z.object({
  items: z.array(InAppNotification),
  unread: z.int().nonnegative(),
  nextCursor: z.string().optional(),
});
export type NotificationPage = z.output<typeof NotificationPage>;

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Not a time; one is written as 22:30');

/** How a person wants to be reached. */
export const NotificationPreferences = z.strictObject({
  email: z.email().max(254).optional(),
  /** Answered where there is an address, ignored where it is sent: nothing goes there before its owner has confirmed it. */
  emailVerified: z.boolean().optional(),
  /**
   * Answered where another address was set: whether a mail asks about it. `notNow`: enough were sent, `confirm-email` asks later.
   * Ignored where it is sent.
   */
  confirmationMail: z.enum(['onItsWay', 'notNow']).optional(),
  /** Set by operators, who know whose it is; people may remove it. */
  phone: Phone.optional(),
  language: Language.default('en'),
  /** An IANA name, for example `Asia/Kolkata`. */
  timeZone: z.string().max(64).refine(isTimeZone, 'Not a time zone; one is written as Asia/Kolkata').default('UTC'),
  /** Mails and messages wait meanwhile; what is `security` or `systemAlert` does not. */
  quietHours: z.strictObject({ from: Clock, to: Clock }).optional(),
  /** By topic; what is not said is as the topic's default. */
  channels: z.partialRecord(Topic, z.array(Channel).max(3)).default({}),
});
export type NotificationPreferences = z.output<typeof NotificationPreferences>;

/** As people set them. The number of the phone stays where nothing is said of it: null removes it. */
export const WantedPreferences = NotificationPreferences.extend({ phone: Phone.nullable().optional() });
export type WantedPreferences = z.output<typeof WantedPreferences>;

/** None: nothing goes to their phone any more. */
export const PhoneOfPerson = z.strictObject({ phone: Phone.optional() });
export type PhoneOfPerson = z.output<typeof PhoneOfPerson>;

/** `message` as text with line breaks; more than fifty recipients are reached in parts. */
export const NewNotification = z.strictObject({ ...notificationJobs.sendBulk.input.shape });
export type NewNotification = z.output<typeof NewNotification>;

/** None named: all that are not as asked for. */
export const NotificationMark = z.strictObject({
  isRead: z.boolean(),
  ids: z.array(z.uuid()).min(1).max(200).optional(),
});
export type NotificationMark = z.output<typeof NotificationMark>;

export const UnreadCount = z.object({ unread: z.int().nonnegative() });
export type UnreadCount = z.output<typeof UnreadCount>;

/** A mail that the catcher of a local start has taken. */
export const CaughtMail = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  messageId: z.string().optional(),
  text: z.string(),
  html: z.string(),
  /** In lower case. */
  headers: z.record(z.string(), z.string()),
});
export type CaughtMail = z.output<typeof CaughtMail>;

export const CaughtMailList = z.object({ items: z.array(CaughtMail) });
export type CaughtMailList = z.output<typeof CaughtMailList>;

/** A format costs a hundred times what the rest of preferences does, and they are read for each recipient. */
const knownZones = new Set<string>();

function isTimeZone(name: string) {
  if (knownZones.has(name)) return true;
  try {
    knownZones.add(new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone);
    return true;
  } catch {
    return false; // RangeError: it knows no such zone
  }
}
