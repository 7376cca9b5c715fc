import { type Board, boardUid } from './board.ts';
import { curves } from './curves.ts';
import { figure } from './figure.ts';
import { listing } from './listing.ts';
import { slos } from './slos.ts';

export const slo: Board = {
  name: 'slo',
  title: 'Objectives',
  description: 'What people may expect, how much of the budget of faults is left, and how fast it burns.',
  rows: [
    {
      title: 'Budget left of the time that is shown',
      panels: slos.map(({ name, title, objective }, index) =>
        figure({
          title: name,
          description: `${title}: ${100 * objective} %. At 0 % all that may go wrong has gone wrong.`,
          unit: 'percentunit',
          width: index === slos.length - 1 ? 24 - 5 * (slos.length - 1) : 5,
          bounds: { below: [0.5, 0.1] },
          runbook: 'slo-budget',
          whenEmpty: 'nothing happened',
          queries: [
            {
              expr: `1 - avg_over_time(slo:error_ratio:rate5m{slo="${name}"}[$__range]) / on (slo) (1 - slo:objective:ratio{slo="${name}"})`,
            },
          ],
        }),
      ),
    },
    {
      title: 'How fast it burns',
      panels: [
        curves({
          title: 'Burn rate over an hour',
          description: '1 uses up the budget of 30 days in 30 days. Above 14.4 somebody is called.',
          unit: 'none',
          width: 12,
          bounds: { above: [6, 14.4] },
          runbook: 'slo-budget',
          queries: [
            { expr: 'slo:error_ratio:rate1h / on (slo) group_left () (1 - slo:objective:ratio)', legend: '{{slo}}' },
          ],
        }),
        curves({
          title: 'Burn rate over six hours',
          description: 'Above 6 somebody is called.',
          unit: 'none',
          width: 12,
          bounds: { above: [3, 6] },
          runbook: 'slo-budget',
          queries: [
            { expr: 'slo:error_ratio:rate6h / on (slo) group_left () (1 - slo:objective:ratio)', legend: '{{slo}}' },
          ],
        }),
      ],
    },
    {
      title: 'Where it comes from',
      panels: [
        listing({
          title: 'Failures of the last hour',
          description: 'By queue and code. Only those that are a fault of the platform use up the budget.',
          width: 12,
          by: 'queue',
          url: `/d/${boardUid('queue')}?var-queue=\${__data.fields.queue}`,
          whenEmpty: 'No job has failed',
          columns: [
            {
              title: 'failed',
              expr: 'sum by (queue, error_code) (increase(jobs_finished_total{outcome="failed"}[1h])) > 0',
            },
          ],
        }),
        listing({
          title: 'Faults of routes in the last hour',
          description: 'Requests that were answered 5xx.',
          width: 12,
          by: 'http_route',
          url: `/d/${boardUid('api')}?var-http_route=\${__data.fields.http_route}`,
          whenEmpty: 'None',
          columns: [
            {
              title: '5xx',
              expr: 'sum by (http_route, http_response_status_code) (increase(http_server_request_duration_seconds_count{job="gateway", http_response_status_code=~"5.."}[1h])) > 0',
            },
          ],
        }),
      ],
    },
  ],
};
