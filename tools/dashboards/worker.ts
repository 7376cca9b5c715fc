import type { Board } from './board.ts';
import { curves } from './curves.ts';
import { figure } from './figure.ts';
import { listing } from './listing.ts';
import { ours } from './ours.ts';

const of = `job=~"$job", job=~"${ours}"`;
const rate = '$__rate_interval';

export const worker: Board = {
  name: 'worker',
  title: 'Workers and services',
  description: 'Each process: what it holds, what it uses, and the programs that it runs.',
  variables: { job: 'service_info' },
  rows: [
    {
      title: 'Now',
      panels: [
        listing({
          title: 'Processes',
          description: 'Each one that Prometheus asks. Not ready: it lives and says why at /health/ready.',
          width: 24,
          height: 9,
          by: 'instance',
          columns: [
            { title: 'up', expr: `max by (instance, job) (up{${of}})`, bounds: { below: [1, 1] } },
            { title: 'ready', expr: `max by (instance) (service_ready{${of}})`, bounds: { below: [1, 1] } },
            { title: 'since', expr: `time() - max by (instance) (process_start_time_seconds{${of}})`, unit: 's' },
            {
              title: 'memory',
              expr: `max by (instance) (process_resident_memory_bytes{${of}})`,
              unit: 'bytes',
            },
            {
              title: 'of its limit',
              expr: `max by (instance) (process_resident_memory_bytes{${of}} / service_memory_limit_bytes{${of}})`,
              unit: 'percentunit',
              bounds: { above: [0.5, 0.6] },
            },
            { title: 'cores', expr: `sum by (instance) (rate(process_cpu_seconds_total{${of}}[5m]))` },
            {
              title: 'event loop late by',
              expr: `max by (instance) (nodejs_eventloop_lag_p99_seconds{${of}})`,
              unit: 's',
              bounds: { above: [0.1, 0.5] },
            },
            { title: 'slots', expr: `sum by (instance) (worker_slots{${of}})` },
            { title: 'busy', expr: `sum by (instance) (worker_busy_slots{${of}})` },
          ],
        }),
      ],
    },
    {
      title: 'Work',
      panels: [
        figure({
          title: 'Busy',
          description: 'Slots in use, of all of these workers.',
          unit: 'percentunit',
          width: 4,
          bounds: { above: [0.8, 0.95] },
          queries: [{ expr: `sum(worker_busy_slots{${of}}) / (sum(worker_slots{${of}}) > 0)` }],
          whenEmpty: 'no worker',
        }),
        figure({
          title: 'Draining',
          description:
            'Workers that take no new jobs because they were asked to end: they finish, or hand over, what they have.',
          unit: 'none',
          width: 4,
          queries: [{ expr: `sum(worker_draining{${of}})` }],
          whenEmpty: 'no worker',
        }),
        curves({
          title: 'Slots and busy slots',
          description: 'By queue.',
          unit: 'none',
          width: 8,
          queries: [
            { expr: `sum by (queue) (worker_slots{${of}})`, legend: '{{queue}} slots' },
            { expr: `sum by (queue) (worker_busy_slots{${of}})`, legend: '{{queue}} busy' },
          ],
        }),
        curves({
          title: 'Programs that run',
          description: 'ffmpeg, Tesseract, the transcriber ... and how much CPU they use.',
          unit: 'none',
          width: 8,
          whenEmpty: 'No program has run',
          queries: [
            { expr: `sum by (program) (child_process_running{${of}})`, legend: '{{program}} running' },
            {
              expr: `sum by (program) (rate(child_process_cpu_seconds_total{${of}}[${rate}]))`,
              legend: '{{program}} cores',
            },
          ],
        }),
      ],
    },
    {
      title: 'Processes',
      panels: [
        curves({
          title: 'Memory',
          description:
            'Of the Node processes; their programs are beside. Grows without end: MAX_RSS_MB ends a worker between two jobs, and it is started anew.',
          unit: 'bytes',
          width: 12,
          runbook: 'memory-high',
          queries: [{ expr: `process_resident_memory_bytes{${of}}`, legend: '{{job}} {{instance}}' }],
        }),
        curves({
          title: 'Most memory of a program',
          description: 'The most that one run of it held at once: what a container needs beside Node.',
          unit: 'bytes',
          width: 12,
          runbook: 'memory-high',
          whenEmpty: 'No program has run',
          queries: [{ expr: `max by (program) (child_process_peak_rss_bytes{${of}})`, legend: '{{program}}' }],
        }),
        curves({
          title: 'CPU',
          description: 'Cores that the Node processes use.',
          unit: 'none',
          width: 12,
          queries: [{ expr: `rate(process_cpu_seconds_total{${of}}[${rate}])`, legend: '{{job}} {{instance}}' }],
        }),
        curves({
          title: 'Event loop: 99 % of turns late by less than',
          description: 'Above half a second requests wait, locks are renewed late and jobs may be taken for lost.',
          unit: 's',
          width: 12,
          bounds: { above: [0.1, 0.5] },
          runbook: 'event-loop-lag',
          queries: [{ expr: `nodejs_eventloop_lag_p99_seconds{${of}}`, legend: '{{job}} {{instance}}' }],
        }),
      ],
    },
    {
      title: 'Stores',
      panels: [
        curves({
          title: 'Connections to Postgres',
          description: 'Of each pool; `pending` are queries that wait for one.',
          unit: 'none',
          width: 8,
          runbook: 'database-pool-exhausted',
          queries: [
            {
              expr: `sum by (job, db_client_connection_state) (db_client_connection_count{${of}})`,
              legend: '{{job}} {{db_client_connection_state}}',
            },
            { expr: `sum by (job) (db_client_connection_max{${of}})`, legend: '{{job}} most' },
            { expr: `sum by (job) (db_client_connection_pending_requests{${of}})`, legend: '{{job}} pending' },
          ],
        }),
        curves({
          title: 'Storage',
          description: 'Time of reads and writes: 95 % took less.',
          unit: 's',
          width: 8,
          runbook: 'storage-full',
          queries: [
            {
              expr: `histogram_quantile(0.95, sum by (operation, le) (rate(storage_operation_duration_seconds_bucket{${of}}[${rate}])))`,
              legend: '{{operation}}',
            },
          ],
        }),
        curves({
          title: 'Events outside their months',
          description:
            'Events of jobs in the default partition of the log, which job-status empties each minute. 1000 is that or more.',
          unit: 'none',
          width: 8,
          bounds: { above: [1, 1] },
          runbook: 'events-outside-months',
          queries: [{ expr: 'max(event_log_strays)', legend: 'events' }],
        }),
      ],
    },
  ],
};
