import { queueSettings } from './queue-settings.ts';
import type { Scenario } from './settings.ts';

const perMinute = 10_000;
const ample = queueSettings({ jobsPerMinute: perMinute, unbounded: true });
const common = { minutes: 120, users: 2_000, traffic: () => 1, queues: ample };
const between = (from: number, to: number) => (minute: number) => minute >= from && minute < to;
const isBurst = (minute: number) => minute % 40 >= 20 && minute % 40 < 30;
const isSlow = between(30, 50);
const engines: ReadonlySet<string> = new Set(['pdf-translate', 'language', 'content', 'pdf-tone']);

/** Two hours each, from pods that the manifests keep and empty queues. */
export const scenarios: readonly Scenario[] = [
  { ...common, name: 'steady', about: '10,000 jobs a minute, as many pods as it takes' },
  {
    ...common,
    name: 'as shipped',
    about: '1,000 jobs a minute with the bounds of the manifests',
    queues: queueSettings({ jobsPerMinute: 1_000 }),
  },
  {
    ...common,
    name: 'bursts',
    about: '5,000 a minute, and three times as many for ten minutes out of forty',
    traffic: (minute) => (isBurst(minute) ? 1.5 : 0.5),
  },
  {
    ...common,
    name: 'bursts, 20 pods at once',
    about: 'the same, with 20 pods in place of four that may start within 15 s',
    traffic: (minute) => (isBurst(minute) ? 1.5 : 0.5),
    queues: queueSettings({ jobsPerMinute: perMinute, unbounded: true, startsAtOnce: 20 }),
  },
  {
    ...common,
    name: 'slow engine',
    about: 'what translates and judges takes five times as long for 20 minutes',
    slowness: (minute, queue) => (isSlow(minute) && engines.has(queue) ? 5 : 1),
  },
  {
    ...common,
    name: 'spot',
    about: 'of the pods 60 % are taken away in an hour, half of them with two minutes’ notice',
    spot: { perHour: 0.6, told: 0.5, noticeS: 120 },
  },
  {
    ...common,
    name: 'window of 100',
    about: '10,000 a minute where the window does not grow with the slots: 100 root jobs of a queue in Redis',
    queues: queueSettings({ jobsPerMinute: perMinute, unbounded: true, window: { least: 100, perSlot: 0 } }),
  },
  {
    ...common,
    name: 'mountain',
    about: 'one person brings 20,000 recordings’ parts beside what others do',
    mountain: { minute: 30, queue: 'video', jobs: 20_000 },
  },
];
