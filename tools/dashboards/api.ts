import type { Board } from './board.ts';
import { curves } from './curves.ts';
import { figure } from './figure.ts';
import { heat } from './heat.ts';
import { listing } from './listing.ts';

const of = 'job="gateway", http_route=~"$http_route"';
const count = 'http_server_request_duration_seconds_count';
const buckets = 'http_server_request_duration_seconds_bucket';
const rate = '$__rate_interval';

/** A minute, by route; 0 where there was none. */
const answered = (status: string) =>
  `60 * sum by (http_route) (rate(${count}{http_response_status_code=~"${status}", ${of}}[5m]))` +
  ` or 0 * sum by (http_route) (rate(${count}{${of}}[5m]))`;

export const api: Board = {
  name: 'api',
  title: 'API',
  description: 'What is asked of the gateway: how much, how it is answered, how fast, and who is held back.',
  variables: { http_route: 'http_server_request_duration_seconds_count{job="gateway"}' },
  rows: [
    {
      title: 'Now',
      panels: [
        figure({
          title: 'Requests',
          description: 'A second.',
          unit: 'reqps',
          width: 6,
          queries: [{ expr: `sum(rate(${count}{${of}}[5m]))` }],
        }),
        figure({
          title: 'Answered 5xx',
          description: 'A fault of the platform, of all.',
          unit: 'percentunit',
          width: 6,
          bounds: { above: [0.001, 0.01] },
          runbook: 'slo-budget',
          whenEmpty: 'no requests',
          queries: [
            {
              expr: `(sum(rate(${count}{http_response_status_code=~"5..", ${of}}[5m])) or vector(0)) / (sum(rate(${count}{${of}}[5m])) > 0)`,
            },
          ],
        }),
        figure({
          title: '99 % answered within',
          description: 'Of what begins or changes something. Uploads, and polls that wait, take as long as they take.',
          unit: 's',
          width: 6,
          bounds: { above: [0.5, 2] },
          runbook: 'slo-budget',
          whenEmpty: 'no requests',
          queries: [
            {
              expr: `histogram_quantile(0.99, sum by (le) (rate(${buckets}{http_request_method="POST", http_route!~".*upload.*", ${of}}[5m])))`,
            },
          ],
        }),
        figure({
          title: 'Held back',
          description: 'Requests a minute that were answered 429, as their key or person had used up its budget.',
          unit: 'cpm',
          width: 6,
          bounds: { above: [1, 100] },
          queries: [{ expr: '60 * (sum(rate(rate_limit_requests_total{outcome="refused"}[5m])) or vector(0))' }],
        }),
      ],
    },
    {
      title: 'Requests',
      panels: [
        curves({
          title: 'By answer',
          description: 'Requests a second, by the status of their answer.',
          unit: 'reqps',
          width: 8,
          stacked: true,
          queries: [
            {
              expr: `sum by (http_response_status_code) (rate(${count}{${of}}[${rate}]))`,
              legend: '{{http_response_status_code}}',
            },
          ],
        }),
        curves({
          title: 'Time: 50, 95 and 99 % within',
          description: 'All routes that are chosen above.',
          unit: 's',
          width: 8,
          queries: [0.5, 0.95, 0.99].map((share) => ({
            expr: `histogram_quantile(${share}, sum by (le) (rate(${buckets}{${of}}[${rate}])))`,
            legend: `${share * 100} %`,
            exemplars: true,
          })),
        }),
        heat({
          title: 'Time of requests',
          description: 'A dot is one of them, and leads to its trace where that was kept.',
          unit: 's',
          width: 8,
          queries: [{ expr: `sum by (le) (increase(${buckets}{${of}}[${rate}]))` }],
        }),
        listing({
          title: 'Routes',
          description: 'The busiest, with what went wrong in them within 5 minutes.',
          width: 24,
          height: 10,
          by: 'http_route',
          columns: [
            { title: 'a second', expr: `topk(50, sum by (http_route) (rate(${count}{${of}}[5m])))` },
            {
              title: '95 % within',
              expr: `histogram_quantile(0.95, sum by (http_route, le) (rate(${buckets}{${of}}[5m])))`,
              unit: 's',
              bounds: { above: [0.5, 2] },
            },
            {
              title: '4xx a minute',
              expr: answered('4..'),
            },
            {
              title: '5xx a minute',
              expr: answered('5..'),
              bounds: { above: [0.001, 1] },
            },
          ],
        }),
      ],
    },
    {
      title: 'Taken in, and held back',
      panels: [
        curves({
          title: 'Jobs accepted',
          description: 'A minute, by kind.',
          unit: 'cpm',
          width: 8,
          stacked: true,
          queries: [{ expr: `60 * sum by (type) (rate(job_accepted_total[${rate}]))`, legend: '{{type}}' }],
        }),
        curves({
          title: 'Budgets of requests',
          description: 'Requests a minute that passed, and that were answered 429, by budget.',
          unit: 'cpm',
          width: 8,
          queries: [
            {
              expr: `60 * sum by (budget, outcome) (rate(rate_limit_requests_total[${rate}]))`,
              legend: '{{budget}} {{outcome}}',
            },
          ],
        }),
        curves({
          title: 'Bytes to and from storage',
          description: 'Uploads in, results out, of the gateway.',
          unit: 'Bps',
          width: 8,
          queries: [
            { expr: `sum by (direction) (rate(storage_bytes_total{job="gateway"}[${rate}]))`, legend: '{{direction}}' },
          ],
        }),
      ],
    },
  ],
};
