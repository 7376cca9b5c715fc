import type { Channel, Topic } from '@polyspool/contracts/notifications';
import {
  CircleCheck,
  FileChartColumn,
  Megaphone,
  ShieldCheck,
  TriangleAlert,
  Siren,
  type LucideIcon,
} from 'lucide-react';

export const topicNames: Record<Topic, string> = {
  jobSucceeded: 'A job is done',
  jobFailed: 'A job has failed',
  report: 'A report is ready',
  announcement: 'News from the operators',
  systemAlert: 'Trouble of the system',
  security: 'Security of your account',
};

export const topicIcons: Record<Topic, LucideIcon> = {
  jobSucceeded: CircleCheck,
  jobFailed: TriangleAlert,
  report: FileChartColumn,
  announcement: Megaphone,
  systemAlert: Siren,
  security: ShieldCheck,
};

/** What one may do about what the server does not do; its own words where there are none. */
export const refusals: Readonly<Record<string, string>> = {
  'email.nothingToConfirm': 'It was confirmed or removed meanwhile.',
  'quota.addressChecks': 'We have written often enough for now. Look among unwanted mail too, or ask again in an hour.',
  'phone.setByOperators': 'An operator has changed or removed your number meanwhile. Look at it, and save again.',
};

export const channelNames: Record<Channel, string> = { inApp: 'At the bell', email: 'E-mail', sms: 'Text message' };
