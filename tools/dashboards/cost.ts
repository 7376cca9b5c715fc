import type { Board } from './board.ts';
import { curves } from './curves.ts';
import { figure } from './figure.ts';
import { ours } from './ours.ts';

const rate = '$__rate_interval';
const of = `job=~"${ours}"`;
/** Of the services, and of the programs that they run. */
const cpu = (read: 'rate' | 'increase') =>
  `(sum(${read}(process_cpu_seconds_total{${of}}[$__range])) + (sum(${read}(child_process_cpu_seconds_total{${of}}[$__range])) or vector(0)))`;
const ended = 'jobs_finished_total{outcome="succeeded"}';

export const cost: Board = {
  name: 'cost',
  title: 'Cost',
  description: 'What the work takes: CPU, memory, storage, calls of engines. Multiply by what yours cost.',
  rows: [
    {
      title: 'Over the time that is shown',
      panels: [
        figure({
          title: 'CPU',
          description: 'Core hours of all services and their programs.',
          unit: 'h',
          width: 5,
          queries: [
            {
              expr: `${cpu('increase')} / 3600`,
            },
          ],
        }),
        figure({
          title: 'CPU of a job',
          description: 'Core seconds, idle services included, for each job that succeeded.',
          unit: 's',
          width: 5,
          whenEmpty: 'no jobs',
          queries: [{ expr: `${cpu('rate')} / (sum(rate(${ended}[$__range])) > 0)` }],
        }),
        figure({
          title: 'Idle slots',
          description: 'Share of the slots that had nothing to do: what autoscaling could give back.',
          unit: 'percentunit',
          width: 5,
          bounds: { above: [0.8, 0.95] },
          whenEmpty: 'no worker',
          queries: [
            {
              expr: '1 - sum(avg_over_time(worker_busy_slots[$__range])) / (sum(avg_over_time(worker_slots[$__range])) > 0)',
            },
          ],
        }),
        figure({
          title: 'Memory',
          description: 'Of all Node processes, on average.',
          unit: 'bytes',
          width: 5,
          queries: [{ expr: `sum(avg_over_time(process_resident_memory_bytes{${of}}[$__range]))` }],
        }),
        figure({
          title: 'Attempts of no use',
          description: 'Work that failed and was done again, of all attempts.',
          unit: 'percentunit',
          width: 4,
          bounds: { above: [0.05, 0.2] },
          whenEmpty: 'no jobs',
          queries: [
            {
              expr: '(sum(increase(job_attempts_total{outcome=~"failed|lost"}[$__range])) or vector(0)) / (sum(increase(job_attempts_total[$__range])) > 0)',
            },
          ],
        }),
      ],
    },
    {
      title: 'Where it goes',
      panels: [
        curves({
          title: 'Cores by service',
          description: 'Of the Node processes.',
          unit: 'none',
          width: 8,
          stacked: true,
          queries: [{ expr: `sum by (job) (rate(process_cpu_seconds_total{${of}}[${rate}]))`, legend: '{{job}}' }],
        }),
        curves({
          title: 'Cores by program',
          description: 'ffmpeg, Tesseract, transcribers: what media cost.',
          unit: 'none',
          width: 8,
          stacked: true,
          whenEmpty: 'No program has run',
          queries: [
            { expr: `sum by (program) (rate(child_process_cpu_seconds_total[${rate}]))`, legend: '{{program}}' },
          ],
        }),
        curves({
          title: 'Work that ended, by kind',
          description:
            'Seconds that jobs had a slot, told when they leave it: a long job is a peak at its end. What is busy now is on the board of workers.',
          unit: 's',
          width: 8,
          stacked: true,
          queries: [
            { expr: `sum by (type) (increase(job_attempt_duration_seconds_sum[${rate}]))`, legend: '{{type}}' },
          ],
        }),
        curves({
          title: 'Calls of engines',
          description: 'An hour. Of those that cost money for each call, the bill.',
          unit: 'none',
          width: 8,
          stacked: true,
          queries: [{ expr: `3600 * sum by (engine) (rate(engine_calls_total[${rate}]))`, legend: '{{engine}}' }],
        }),
        curves({
          title: 'Bytes to and from storage',
          description: 'By service: what S3 bills for.',
          unit: 'Bps',
          width: 8,
          queries: [
            { expr: `sum by (job, direction) (rate(storage_bytes_total[${rate}]))`, legend: '{{job}} {{direction}}' },
          ],
        }),
        curves({
          title: 'Storage left',
          description: 'On the disk that each service sees; nothing on S3.',
          unit: 'bytes',
          width: 8,
          runbook: 'storage-full',
          whenEmpty: 'Storage is no disk',
          queries: [{ expr: 'min by (job) (storage_free_bytes)', legend: '{{job}}' }],
        }),
      ],
    },
  ],
};
