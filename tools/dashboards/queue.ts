import type { Board } from './board.ts';
import { curves } from './curves.ts';
import { figure } from './figure.ts';
import { heat } from './heat.ts';

const of = 'queue=~"$queue"';
const rate = '$__rate_interval';
const quantile = (share: number, histogram: string) =>
  `histogram_quantile(${share}, sum by (queue, le) (rate(${histogram}_bucket{${of}}[${rate}])))`;

export const queue: Board = {
  name: 'queue',
  title: 'Queue',
  description: 'What waits, what runs, how long it takes and how it ends, queue by queue.',
  variables: { queue: 'job_queue_depth' },
  rows: [
    {
      title: 'Now',
      panels: [
        figure({
          title: 'Waiting',
          description: 'Jobs that could run and have no slot.',
          unit: 'none',
          width: 4,
          bounds: { above: [20, 200] },
          runbook: 'jobs-wait-too-long',
          queries: [{ expr: `sum(queue:job_queue_depth:max{state="waiting", ${of}})` }],
        }),
        figure({
          title: 'Oldest waiting',
          description: 'How long the first in the line has waited.',
          unit: 's',
          width: 4,
          bounds: { above: [60, 900] },
          runbook: 'jobs-wait-too-long',
          queries: [{ expr: `max(queue:job_oldest_waiting_age_seconds:max{${of}})` }],
        }),
        figure({
          title: 'Demand',
          description:
            'Slots that would be needed to run everything that waits, runs or is due within a minute. Autoscaling follows it.',
          unit: 'none',
          width: 4,
          queries: [{ expr: `sum(queue:job_queue_demand_slots:max{${of}})` }],
        }),
        figure({
          title: 'Workers',
          description: 'Processes that serve these queues.',
          unit: 'none',
          width: 4,
          bounds: { below: [1, 1] },
          runbook: 'queue-unserved',
          queries: [{ expr: `min(queue:queue_workers:max{${of}})`, legend: 'fewest of any queue' }],
        }),
        figure({
          title: 'Paused',
          description: 'Queues that somebody has paused: nothing begins in them.',
          unit: 'none',
          width: 4,
          bounds: { above: [1, 2] },
          runbook: 'queue-paused',
          queries: [{ expr: `sum(queue:job_queue_paused:max{${of}})` }],
        }),
        figure({
          title: 'Dead letters',
          description: 'Jobs that failed for good and stand in the list until somebody replays or purges them.',
          unit: 'none',
          width: 4,
          bounds: { above: [1, 50] },
          runbook: 'dead-letters-grow',
          queries: [{ expr: `sum(queue:dead_letters:max{${of}})` }],
        }),
      ],
    },
    {
      title: 'Line',
      panels: [
        curves({
          title: 'Jobs by state',
          description:
            'waiting: for a slot; scheduled: for their time; blocked: for their parts, an engine or their next attempt; paused: for the queue.',
          unit: 'none',
          width: 12,
          stacked: true,
          queries: [{ expr: `sum by (state) (queue:job_queue_depth:max{${of}})`, legend: '{{state}}' }],
        }),
        curves({
          title: 'Demand and slots',
          description: 'Where the demand stays above the slots, jobs wait: add workers.',
          unit: 'none',
          width: 12,
          queries: [
            { expr: `sum(queue:job_queue_demand_slots:max{${of}})`, legend: 'demand' },
            { expr: `sum(queue:worker_slots:sum{${of}})`, legend: 'slots' },
            { expr: `sum(queue:worker_busy_slots:sum{${of}})`, legend: 'busy slots' },
          ],
        }),
        curves({
          title: 'Waiting time: 95 % begin within',
          description: 'From when a job could run until it did. The objective is a minute.',
          unit: 's',
          width: 12,
          bounds: { above: [60, 900] },
          runbook: 'jobs-wait-too-long',
          queries: [{ expr: quantile(0.95, 'job_wait_duration_seconds'), legend: '{{queue}}', exemplars: true }],
        }),
        heat({
          title: 'Running time',
          description:
            'How long jobs had a slot, each time that they left one: what they wait for in between, parts or an engine, is not among it. A dot is one of them, and leads to its trace where that was kept.',
          unit: 's',
          width: 12,
          queries: [{ expr: `sum by (le) (increase(job_attempt_duration_seconds_bucket{${of}}[${rate}]))` }],
        }),
      ],
    },
    {
      title: 'Ends',
      panels: [
        curves({
          title: 'Jobs that ended',
          description: 'A minute, by how.',
          unit: 'cpm',
          width: 8,
          stacked: true,
          queries: [
            { expr: `60 * sum by (outcome) (rate(jobs_finished_total{${of}}[${rate}]))`, legend: '{{outcome}}' },
          ],
        }),
        curves({
          title: 'Why jobs failed',
          description: 'Failures a minute, by the code of their error.',
          unit: 'cpm',
          width: 8,
          stacked: true,
          runbook: 'dead-letters-grow',
          whenEmpty: 'No job has failed',
          queries: [
            {
              expr: `60 * sum by (error_code) (rate(jobs_finished_total{outcome="failed", ${of}}[${rate}])) > 0`,
              legend: '{{error_code}}',
            },
          ],
        }),
        curves({
          title: 'Attempts',
          description: 'A minute. Many that failed while jobs succeed: something is flaky and retries hide it.',
          unit: 'cpm',
          width: 8,
          stacked: true,
          queries: [
            { expr: `60 * sum by (outcome) (rate(job_attempts_total{${of}}[${rate}]))`, legend: '{{outcome}}' },
          ],
        }),
        curves({
          title: 'From asking to the end: half and 95 % within',
          description: 'What people wait for: line, attempts and pauses between them.',
          unit: 's',
          width: 8,
          queries: [
            { expr: quantile(0.5, 'job_e2e_duration_seconds'), legend: '{{queue}} 50 %' },
            { expr: quantile(0.95, 'job_e2e_duration_seconds'), legend: '{{queue}} 95 %', exemplars: true },
          ],
        }),
        curves({
          title: 'Lost and found',
          description:
            'Jobs whose worker went away (stalled), that were gone from Redis and were queued again (reconciled), and late words of workers that had lost their job (fenced). All near zero.',
          unit: 'none',
          width: 8,
          runbook: 'jobs-stalled',
          whenEmpty: 'None',
          queries: [
            { expr: `sum by (queue) (increase(job_stalled_total{${of}}[${rate}]))`, legend: '{{queue}} stalled' },
            { expr: `sum by (queue) (increase(job_reconciled_total{${of}}[${rate}]))`, legend: '{{queue}} reconciled' },
            { expr: `sum by (queue) (increase(job_fenced_events_total{${of}}[${rate}]))`, legend: '{{queue}} fenced' },
          ],
        }),
        curves({
          title: 'How wrong forecasts are',
          description: 'Half, and 90 %, of the forecast ends were off by less than this share of the forecast time.',
          unit: 'percentunit',
          width: 8,
          whenEmpty: 'No forecast yet',
          queries: [
            { expr: `histogram_quantile(0.5, sum by (le) (rate(job_eta_error_ratio_bucket[1h])))`, legend: '50 %' },
            { expr: `histogram_quantile(0.9, sum by (le) (rate(job_eta_error_ratio_bucket[1h])))`, legend: '90 %' },
          ],
        }),
      ],
    },
  ],
};
