import { quantile } from '../bench/figures.ts';
import { tableOf } from '../bench/table-of.ts';
import { loadOfStores } from './load-of-stores.ts';
import { measured } from './measured.ts';
import type { Scenario } from './settings.ts';
import type { Course } from './simulation.ts';
import type { SimulatedQueue } from './simulated-queue.ts';
import { mix } from './traffic-mix.ts';

/** A course as tables of Markdown. */
export function report(course: Course): string {
  const { scenario, queues } = course;
  const { least, perSlot } = scenario.queues[0]!.window;
  const window = perSlot ? `${least} or ${perSlot} for each slot` : `${least}`;
  return [
    `### ${scenario.name}`,
    `${scenario.about}. Window: ${window}; new pods: ${scenario.queues[0]!.scaler.up.pods} in ${scenario.queues[0]!.scaler.up.everyS} s; ${callsOf(scenario)}.`,
    tableOf(
      ['queue', 'jobs', 'pods: mean, peak', 'wait: p50, p95, p99', 'to the end: p50, p95', 'interrupted', 'work lost'],
      queues.map((queue, column) => rowOf(queue, meanPods(course, column))),
    ),
    storesOf(course),
  ].join('\n\n');
}

const callsOf = ({ queues }: Scenario) =>
  queues
    .filter(({ callsPerSecond }) => callsPerSecond !== undefined)
    .map(({ queue, callsPerSecond }) => {
      const why = callsPerSecond === mix[queue]?.callsPerSecond ? 'assumed' : 'as shipped';
      return `calls of the engine of ${queue}: ${fixed(callsPerSecond! * 60)} a minute, ${why}`;
    })
    .join('; ');

/** While jobs came. */
function meanPods({ samples, scenario }: Course, column: number) {
  const during = samples.filter(({ at }) => at <= scenario.minutes * 60);
  return during.reduce((sum, { pods }) => sum + pods[column]!, 0) / during.length;
}

function rowOf({ settings, record }: SimulatedQueue, pods: number): string[] {
  const { waitsS, latenciesS, latenciesOfMountainS } = record;
  const wait = (share: number) => shownS(quantile(waitsS, share) + measured.startS.value);
  const end = (values: readonly number[]) => `${shownS(quantile(values, 0.5))}, ${shownS(quantile(values, 0.95))}`;
  const mountain = latenciesOfMountainS.length ? ` (mountain: ${end(latenciesOfMountainS)})` : '';
  return [
    settings.queue,
    record.accepts.toLocaleString('en'),
    `${pods.toFixed(1)}, ${record.peakPods}`,
    [0.5, 0.95, 0.99].map(wait).join(', '),
    end(latenciesS) + mountain,
    String(record.interruptions),
    record.interruptions ? shownS(record.lostS) : '',
  ];
}

function storesOf(course: Course): string {
  const load = loadOfStores(course);
  const both = ({ mean, peak }: { mean: number; peak: number }, digits = 0) =>
    `${fixed(mean, digits)}, ${fixed(peak, digits)}`;
  return tableOf(
    ['stores', 'mean, heaviest minute'],
    [
      ['Redis: commands a second', both(load.redisCommandsPerSecond)],
      ['Redis: of its one core', both(load.redisCores, 3)],
      ['Redis: memory for jobs and streams', `${fixed(load.redisMiB)} MiB`],
      ['Postgres: rows written a second', both(load.postgresRowsPerSecond)],
      ['Postgres: cores', both(load.postgresCores, 2)],
      ['Postgres: WAL, MiB a second', both(load.walMiBPerSecond, 2)],
      ['Events a day', `${fixed(load.eventsPerDay / 1e6, 1)} million, ${fixed(load.eventGiBPerDay, 1)} GiB`],
      ['Redis could take so many times as much', fixed(load.redisRoom, 1)],
    ],
  );
}

const fixed = (value: number, digits = 0) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

function shownS(seconds: number) {
  if (seconds < 1) return `${Math.round(seconds * 1_000)} ms`;
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  return seconds < 7_200 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
