import { type Board, boardUid } from './board.ts';
import { curves } from './curves.ts';
import { figure } from './figure.ts';
import { listing } from './listing.ts';
import { ours } from './ours.ts';
import { runbookUid } from './panel.ts';

const waiting = 'sum by (queue) (queue:job_queue_depth:max{state="waiting"})';
const queueUrl = `/d/${boardUid('queue')}?var-queue=\${__data.fields.queue}`;

/** Why the jobs of a queue do not run, in the words in which the API tells it to their owners. */
const reasons = [
  reason(
    'paused',
    `sum by (queue) (queue:job_queue_depth:max{state=~"waiting|paused"}) > 0 and on (queue) queue:job_queue_paused:max == 1`,
  ),
  reason('noWorker', `${waiting} > 0 and on (queue) queue:queue_workers:max == 0`),
  reason('fairShare', `${waiting} > 0 and on (queue) queue:queue_workers:max > 0`),
  reason('scheduled', 'sum by (queue) (queue:job_queue_depth:max{state="scheduled"}) > 0'),
  'queue:job_queue_blocked:max > 0',
].join(' or ');

function reason(name: string, jobs: string) {
  return `label_replace(${jobs}, "reason", "${name}", "", "")`;
}

export const overview: Board = {
  name: 'overview',
  title: 'Overview',
  description:
    'Is it well? What is stuck, and why? Everything green: go back to sleep. Otherwise each colour leads on to what to do.',
  rows: [
    {
      title: 'Is it well?',
      panels: [
        figure({
          title: 'Alerts',
          description: 'Alerts that fire now. The list below leads to the runbook of each.',
          unit: 'none',
          width: 3,
          bounds: { above: [1, 3] },
          queries: [{ expr: 'count(ALERTS{alertstate="firing"}) or vector(0)' }],
        }),
        figure({
          title: 'Services away',
          description: 'Processes that do not answer Prometheus, or say that they cannot do their work.',
          unit: 'none',
          width: 3,
          bounds: { above: [1, 1] },
          runbook: 'service-down',
          queries: [
            { expr: `(count(up{job=~"${ours}"} == 0) or vector(0)) + (count(service_ready == 0) or vector(0))` },
          ],
        }),
        figure({
          title: 'Stores',
          description:
            'Whether job-status reaches Redis and Postgres. Without Redis jobs are accepted and wait; without Postgres nothing is accepted.',
          unit: 'none',
          width: 3,
          bounds: { below: [1, 1] },
          runbook: 'redis-down',
          words: { 0: 'away', 1: 'well' },
          queries: [
            { expr: 'max(redis_up{job="job-status"})', legend: 'Redis' },
            { expr: 'max(postgres_up{job="job-status"})', legend: 'Postgres' },
          ],
        }),
        figure({
          title: 'Oldest waiting job',
          description:
            'How long the job has waited that has waited longest, in any queue. Queues that are paused count, too.',
          unit: 's',
          width: 3,
          bounds: { above: [60, 900] },
          runbook: 'jobs-wait-too-long',
          queries: [{ expr: 'max(queue:job_oldest_waiting_age_seconds:max)' }],
        }),
        figure({
          title: 'Not yet dispatched',
          description:
            'How long the oldest accepted job has waited to be put into Redis. Seconds are well; a minute means that Redis or job-status is in trouble.',
          unit: 's',
          width: 3,
          bounds: { above: [10, 60] },
          runbook: 'outbox-lag',
          queries: [{ expr: 'max(outbox_lag_seconds)' }],
        }),
        figure({
          title: 'Failed by our fault',
          description:
            'Jobs that failed by a fault of the platform, of those that ended within the last hour. What people have sent wrongly does not count.',
          unit: 'percentunit',
          width: 3,
          bounds: { above: [0.01, 0.05] },
          runbook: 'slo-budget',
          whenEmpty: 'no jobs',
          queries: [{ expr: 'slo:error_ratio:rate1h{slo="job-failures"}' }],
        }),
        figure({
          title: 'Dead letters',
          description:
            'Jobs that have failed for good and that nobody has looked at: replay or purge them in the console under Operations.',
          unit: 'none',
          width: 3,
          bounds: { above: [1, 50] },
          runbook: 'dead-letters-grow',
          queries: [{ expr: 'sum(queue:dead_letters:max)' }],
        }),
        figure({
          title: 'Requests refused by us',
          description: 'Requests that were answered 5xx, of all within 5 minutes.',
          unit: 'percentunit',
          width: 3,
          bounds: { above: [0.001, 0.01] },
          runbook: 'slo-budget',
          whenEmpty: 'no requests',
          queries: [{ expr: 'slo:error_ratio:rate5m{slo="api-errors"}' }],
        }),
      ],
    },
    {
      title: 'What is stuck, and why?',
      panels: [
        listing({
          title: 'Why jobs do not run now',
          description:
            'By queue and reason, in the words of the API. paused: somebody stopped the queue; noWorker: nobody serves it; fairShare: all slots are busy, or an engine is away and these jobs have not tried it yet.',
          width: 8,
          by: 'queue',
          url: queueUrl,
          whenEmpty: 'Nothing waits',
          columns: [{ title: 'jobs', expr: reasons }],
        }),
        listing({
          title: 'Alerts that fire',
          description: 'The name leads to its runbook.',
          width: 8,
          by: 'alertname',
          url: `/d/${runbookUid('')}\${__data.fields.runbook}`,
          whenEmpty: 'None',
          columns: [
            {
              title: 'firing',
              expr: 'count by (alertname, runbook, severity, queue, job, engine, slo) (ALERTS{alertstate="firing"})',
            },
          ],
        }),
        listing({
          title: 'Engines',
          description: 'Breakers: 0 calls go through, 1 it is being tried, 2 it is away and jobs that need it wait.',
          width: 8,
          by: 'engine',
          url: `/d/${boardUid('engine')}?var-engine=\${__data.fields.engine}`,
          whenEmpty: 'No engine has been called yet',
          columns: [{ title: 'breaker', expr: 'max by (engine) (engine_breaker_state)', bounds: { above: [1, 2] } }],
        }),
        listing({
          title: 'Queues',
          description:
            'Each queue as it is now. Waiting above its slots and growing: more workers. Waiting and no workers: nobody serves it.',
          width: 24,
          height: 10,
          by: 'queue',
          url: queueUrl,
          columns: [
            { title: 'waiting', expr: waiting, bounds: { above: [20, 200] } },
            {
              title: 'oldest',
              expr: 'queue:job_oldest_waiting_age_seconds:max',
              unit: 's',
              bounds: { above: [60, 900] },
            },
            { title: 'running', expr: 'sum by (queue) (queue:job_queue_depth:max{state="active"})' },
            { title: 'scheduled', expr: 'sum by (queue) (queue:job_queue_depth:max{state="scheduled"})' },
            { title: 'workers', expr: 'queue:queue_workers:max', bounds: { below: [1, 1] } },
            { title: 'slots', expr: 'queue:worker_slots:sum' },
            { title: 'paused', expr: 'queue:job_queue_paused:max', bounds: { above: [1, 2] } },
            { title: 'dead letters', expr: 'queue:dead_letters:max', bounds: { above: [1, 50] } },
          ],
        }),
      ],
    },
    {
      title: 'How it goes',
      panels: [
        curves({
          title: 'Jobs accepted and ended',
          description: 'A minute. Where more is accepted than ends for long, queues grow.',
          unit: 'cpm',
          width: 8,
          queries: [
            { expr: '60 * sum(rate(job_accepted_total[$__rate_interval]))', legend: 'accepted' },
            { expr: '60 * sum by (outcome) (rate(jobs_finished_total[$__rate_interval]))', legend: '{{outcome}}' },
          ],
        }),
        curves({
          title: 'Jobs that wait',
          description: 'By queue.',
          unit: 'none',
          width: 8,
          stacked: true,
          runbook: 'jobs-wait-too-long',
          queries: [{ expr: `${waiting}`, legend: '{{queue}}' }],
        }),
        curves({
          title: 'Slots that are busy',
          description: 'Of all slots of the workers of a queue. At 100 % jobs wait.',
          unit: 'percentunit',
          width: 8,
          max: 1,
          queries: [{ expr: 'queue:worker_busy_slots:sum / (queue:worker_slots:sum > 0)', legend: '{{queue}}' }],
        }),
      ],
    },
  ],
};
