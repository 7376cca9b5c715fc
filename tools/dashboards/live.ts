import type { Board } from './board.ts';
import { curves } from './curves.ts';
import { figure } from './figure.ts';
import { heat } from './heat.ts';

const rate = '$__rate_interval';

export const live: Board = {
  name: 'live',
  title: 'Live channels',
  description: 'Who follows jobs, how fast they are told, and who was let go.',
  rows: [
    {
      title: 'Now',
      panels: [
        figure({
          title: 'Followers now',
          description: 'Connections that are open, by channel.',
          unit: 'none',
          width: 8,
          queries: [{ expr: 'sum by (channel) (live_connections)', legend: '{{channel}}' }],
        }),
        figure({
          title: '99 % of reports recorded within',
          description: 'From when a worker said something to when it is committed, and told.',
          unit: 's',
          width: 8,
          bounds: { above: [1, 5] },
          runbook: 'slo-budget',
          whenEmpty: 'no reports',
          queries: [{ expr: 'histogram_quantile(0.99, sum by (le) (rate(job_event_lag_seconds_bucket[5m])))' }],
        }),
        figure({
          title: 'Let go',
          description:
            'Followers a minute whose connection was ended: too slow to read, too many of one person, key revoked ...',
          unit: 'cpm',
          width: 8,
          bounds: { above: [1, 10] },
          runbook: 'live-updates-dropped',
          queries: [{ expr: '60 * sum(rate(live_dropped_total[5m]))' }],
        }),
      ],
    },
    {
      title: 'Over time',
      panels: [
        curves({
          title: 'Followers',
          description:
            'By channel and replica. Very uneven replicas: one came up later than the other; clients connect anew by and by.',
          unit: 'none',
          width: 8,
          stacked: true,
          queries: [{ expr: 'live_connections', legend: '{{channel}} {{instance}}' }],
        }),
        curves({
          title: 'Messages',
          description: 'A second, to all followers of a channel together.',
          unit: 'mps',
          width: 8,
          stacked: true,
          queries: [{ expr: `sum by (channel) (rate(live_messages_total[${rate}]))`, legend: '{{channel}}' }],
        }),
        curves({
          title: 'Let go, and why',
          description:
            'Followers a minute, by channel and code. They connect anew, and miss nothing: the event log goes on from where they were.',
          unit: 'cpm',
          width: 8,
          runbook: 'live-updates-dropped',
          whenEmpty: 'Nobody was let go',
          queries: [
            {
              expr: `60 * sum by (channel, code) (rate(live_dropped_total[${rate}])) > 0`,
              legend: '{{channel}} {{code}}',
            },
          ],
        }),
        heat({
          title: 'From the worker to the record',
          description: 'How long it took until what a worker said was committed.',
          unit: 's',
          width: 12,
          queries: [{ expr: `sum by (le) (increase(job_event_lag_seconds_bucket[${rate}]))` }],
        }),
        curves({
          title: 'Mails, messages and webhooks',
          description: 'Tries to deliver, a minute, by how they ended.',
          unit: 'cpm',
          width: 12,
          runbook: 'notifications-undelivered',
          whenEmpty: 'Nothing was sent',
          queries: [
            {
              expr: `60 * sum by (channel, outcome) (rate(notification_deliveries_total[${rate}])) > 0`,
              legend: '{{channel}} {{outcome}}',
            },
          ],
        }),
      ],
    },
  ],
};
