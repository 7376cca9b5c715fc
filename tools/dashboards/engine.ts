import type { Board } from './board.ts';
import { curves } from './curves.ts';
import { heat } from './heat.ts';
import { listing } from './listing.ts';

const of = 'engine=~"$engine"';
const rate = '$__rate_interval';

export const engine: Board = {
  name: 'engine',
  title: 'Engines',
  description: 'Transcribers, translators, speakers ...: whether they answer, how fast, and how many calls are left.',
  variables: { engine: 'engine_calls_total' },
  rows: [
    {
      title: 'Now',
      panels: [
        listing({
          title: 'Engines',
          description:
            'breaker: 0 calls go through, 1 it is being tried, 2 away. left: calls that its limit still allows in this window, of all replicas.',
          width: 24,
          by: 'engine',
          whenEmpty: 'No engine has been called yet',
          columns: [
            { title: 'breaker', expr: `max by (engine) (engine_breaker_state{${of}})`, bounds: { above: [1, 2] } },
            { title: 'calls a minute', expr: `60 * sum by (engine) (rate(engine_calls_total{${of}}[5m]))` },
            {
              title: 'failed',
              expr: `(sum by (engine) (rate(engine_calls_total{outcome=~"failed|unavailable|refused", ${of}}[5m])) or 0 * sum by (engine) (rate(engine_calls_total{${of}}[5m]))) / (sum by (engine) (rate(engine_calls_total{${of}}[5m])) > 0)`,
              unit: 'percentunit',
              bounds: { above: [0.05, 0.5] },
            },
            { title: 'left', expr: `min by (engine) (engine_calls_available{${of}})` },
          ],
        }),
      ],
    },
    {
      title: 'Calls',
      panels: [
        curves({
          title: 'Breakers',
          description:
            '0 calls go through, 1 it is being tried, 2 away: its jobs wait as engineDown, at no cost in attempts.',
          unit: 'none',
          width: 8,
          max: 2,
          runbook: 'engine-down',
          queries: [{ expr: `max by (engine) (engine_breaker_state{${of}})`, legend: '{{engine}}' }],
        }),
        curves({
          title: 'Calls',
          description: 'A minute, by how they ended.',
          unit: 'cpm',
          width: 8,
          stacked: true,
          runbook: 'engine-down',
          queries: [
            {
              expr: `60 * sum by (engine, outcome) (rate(engine_calls_total{${of}}[${rate}]))`,
              legend: '{{engine}} {{outcome}}',
            },
          ],
        }),
        curves({
          title: 'Time of a call: 95 % within',
          description: 'Where it grows while the calls stay the same, the engine is overloaded.',
          unit: 's',
          width: 8,
          queries: [
            {
              expr: `histogram_quantile(0.95, sum by (engine, le) (rate(engine_call_duration_seconds_bucket{${of}}[${rate}])))`,
              legend: '{{engine}}',
              exemplars: true,
            },
          ],
        }),
        heat({
          title: 'Time of calls',
          description: 'All engines that are chosen above. A dot leads to its trace.',
          unit: 's',
          width: 12,
          queries: [{ expr: `sum by (le) (increase(engine_call_duration_seconds_bucket{${of}}[${rate}]))` }],
        }),
        curves({
          title: 'Rate limits',
          description:
            'Calls left in the window, and calls a minute that had to wait for the next one. Jobs wait as rateLimited; more workers do not help.',
          unit: 'none',
          width: 12,
          whenEmpty: 'No engine has a limit: ENGINE_<NAME>_CALLS',
          queries: [
            { expr: `min by (engine) (engine_calls_available{${of}})`, legend: '{{engine}} left' },
            {
              expr: `60 * sum by (engine) (rate(engine_calls_limited_total{${of}}[${rate}]))`,
              legend: '{{engine}} held back a minute',
            },
          ],
        }),
      ],
    },
  ],
};
