import { NotificationPreferences, type Channel, type Topic } from '@polyspool/contracts/notifications';

/** Preferences as they are being written. */
export interface PreferencesDraft {
  readonly email: string;
  readonly phone: string;
  readonly language: string;
  readonly timeZone: string;
  readonly isQuiet: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly channels: NotificationPreferences['channels'];
}

export type Faults = Partial<Record<'email' | 'phone' | 'quiet', string>>;

export const draftOf = ({ quietHours, channels, ...rest }: NotificationPreferences): PreferencesDraft => ({
  email: rest.email ?? '',
  phone: rest.phone ?? '',
  language: rest.language,
  timeZone: rest.timeZone,
  isQuiet: quietHours !== undefined,
  quietFrom: quietHours?.from ?? '22:00',
  quietTo: quietHours?.to ?? '07:00',
  channels,
});

/** What was left empty is not said. */
export function preferencesOf(draft: PreferencesDraft): NotificationPreferences {
  const { language, timeZone, channels } = draft;
  const [email, phone] = [draft.email.trim(), phoneOf(draft)];
  return {
    language,
    timeZone,
    channels,
    ...(email && { email }),
    ...(phone && { phone }),
    ...(draft.isQuiet && { quietHours: { from: draft.quietFrom, to: draft.quietTo } }),
  };
}

const { email: Email, phone: Phone, quietHours: QuietHours } = NotificationPreferences.shape;

export function faultsOf(draft: PreferencesDraft): Faults {
  const { email, phone, quietHours } = preferencesOf(draft);
  return {
    ...(!Email.safeParse(email).success && { email: 'This is no e-mail address, as anna@example.org is one' }),
    ...(!Phone.safeParse(phone).success && {
      phone: 'Write the number with its country, beginning with +, for example +49 30 1234567',
    }),
    ...(!QuietHours.safeParse(quietHours).success && { quiet: 'Say from when, and until when' }),
    ...(quietHours && quietHours.from === quietHours.to && { quiet: 'Both times are the same' }),
  };
}

/** As people write numbers, with spaces and brackets. */
const phoneOf = ({ phone }: PreferencesDraft) => phone.replace(/[\s()./-]/g, '');

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
