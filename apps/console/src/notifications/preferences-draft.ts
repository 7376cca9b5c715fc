import {
  NotificationPreferences,
  type Channel,
  type Topic,
  type WantedPreferences,
} from '@polyspool/contracts/notifications';

/** Preferences as they are being written. */
export interface PreferencesDraft {
  readonly email: string;
  /** The number to be removed: one that an operator sets meanwhile is another. */
  readonly removedPhone: string | undefined;
  readonly language: string;
  readonly timeZone: string;
  readonly isQuiet: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly channels: NotificationPreferences['channels'];
}

export type Faults = Partial<Record<'email' | 'quiet', string>>;

export const draftOf = ({ quietHours, channels, ...rest }: NotificationPreferences): PreferencesDraft => ({
  email: rest.email ?? '',
  removedPhone: undefined,
  language: rest.language,
  timeZone: rest.timeZone,
  isQuiet: quietHours !== undefined,
  quietFrom: quietHours?.from ?? '22:00',
  quietTo: quietHours?.to ?? '07:00',
  channels,
});

type Saved = Pick<NotificationPreferences, 'phone'>;

export const isPhoneRemoved = ({ removedPhone }: PreferencesDraft, { phone }: Saved) =>
  phone !== undefined && phone === removedPhone;

/** What was left empty is not said; the number is as it is saved, or removed. */
export function preferencesOf(draft: PreferencesDraft, saved: Saved): WantedPreferences {
  const { language, timeZone, channels } = draft;
  const email = draft.email.trim();
  const phone = isPhoneRemoved(draft, saved) ? null : saved.phone;
  return {
    language,
    timeZone,
    channels,
    ...(email && { email }),
    ...(phone !== undefined && { phone }),
    ...(draft.isQuiet && { quietHours: { from: draft.quietFrom, to: draft.quietTo } }),
  };
}

const { email: Email, quietHours: QuietHours } = NotificationPreferences.shape;

export function faultsOf(draft: PreferencesDraft): Faults {
  const { email, quietHours } = preferencesOf(draft, {});
  return {
    ...(!Email.safeParse(email).success && { email: 'This is no e-mail address, as anna@example.org is one' }),
    ...(!QuietHours.safeParse(quietHours).success && { quiet: 'Say from when, and until when' }),
    ...(quietHours && quietHours.from === quietHours.to && { quiet: 'Both times are the same' }),
  };
}

/** A topic with one way more, or one less. */
export function withChannel(chosen: readonly Channel[], channel: Channel, isOn: boolean): Channel[] {
  return isOn ? [...chosen.filter((one) => one !== channel), channel] : chosen.filter((one) => one !== channel);
}

/** Of `systemAlert` only those hear who can do something. */
export const topicsFor = (role: 'user' | 'operator' | 'admin'): Topic[] => [
  'jobSucceeded',
  'jobFailed',
  'report',
  'announcement',
  ...(role === 'admin' ? (['systemAlert'] as const) : []),
  'security',
];
