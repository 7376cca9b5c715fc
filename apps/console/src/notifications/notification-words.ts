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

export const channelNames: Record<Channel, string> = { inApp: 'At the bell', email: 'E-mail', sms: 'Text message' };
