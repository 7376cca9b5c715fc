import type { HealthReport, QueueHealth } from '@polyspool/contracts/health-report';
import { bytesText, countText, durationText, momentText } from './numbers.js';
import type { Column, FlatList, ReportDocument, Section } from './report-document.js';
import { timeline } from './timeline.js';

export function healthDocument(report: HealthReport): ReportDocument {
  const { status, workers, queues, deadLetters, alerts, database, lastBackupAt, from, to, madeAt } = report;
  const sum = (numbers: readonly number[]) => countText(numbers.reduce((total, number) => total + number, 0));
  return {
    title: 'System health',
    subject: `${momentText(from)} to ${momentText(to)}`,
    madeAt: new Date(madeAt),
    figures: [
      { label: 'Status', value: status, tone: status === 'healthy' ? 'good' : 'bad' },
      { label: 'Workers', value: countText(workers.length) },
      { label: 'Jobs waiting', value: sum(queues.map(({ waiting }) => waiting)) },
      { label: 'Jobs running', value: sum(queues.map(({ active }) => active)) },
      { label: 'Dead letters', value: sum(deadLetters.map(({ count }) => count)) },
      { label: 'Alerts unseen', value: countText(alerts.length), ...(alerts.length > 0 && { tone: 'bad' as const }) },
      { label: 'Database', value: bytesText(database.bytes) },
      { label: 'Last backup', value: lastBackupAt ? lastBackupAt.slice(0, 10) : 'none' },
    ],
    sections: [findings(report), ended(report), queueSection(queues), ...troubles(report), ...stores(report)],
    list: listOf(report),
  };
}

const columns = (...named: readonly (readonly [title: string, share: number, isNumber?: boolean])[]): Column[] =>
  named.map(([title, share, isNumber = false]) => ({ title, share, isNumber }));

const findings = ({ findings: rows }: HealthReport): Section => ({
  title: 'What does not work',
  table: { columns: columns(['Finding', 1]), rows: rows.map((finding) => [finding]) },
});

function ended({ unit, byTime }: HealthReport): Section {
  const moments = timeline(unit, byTime, ({ at }) => at);
  const values = (name: 'succeeded' | 'failed') => moments.map(({ row }) => row?.[name] ?? 0);
  return {
    title: `Jobs that ended, by ${unit}`,
    note: 'Parts of jobs and what the platform does of itself included. Times are UTC.',
    chart: {
      kind: 'columns',
      labels: moments.map(({ label }) => label),
      series: [
        { name: 'succeeded', tone: 'good', values: values('succeeded') },
        { name: 'failed', tone: 'bad', values: values('failed') },
      ],
    },
  };
}

const queueSection = (queues: readonly QueueHealth[]): Section => ({
  title: 'Queues',
  note: 'Waiting and running times of jobs that ended: in the middle, and of the slowest twentieth.',
  table: {
    columns: [
      ...columns(
        ['Queue', 2.7],
        ['State', 1.35],
        ['Workers', 1.3, true],
        ['Waiting', 1.25, true],
        ['Running', 1.3, true],
      ),
      ...columns(['Done', 0.9, true], ['Failed', 1, true]),
      ...columns(['Wait', 1.35, true], ['95 %', 1.35, true], ['Run', 1.35, true], ['95 %', 1.35, true]),
    ],
    rows: queues.map((queue) => [
      queue.queue,
      queue.state,
      ...[queue.workers, queue.waiting, queue.active, queue.succeeded, queue.failed].map(countText),
      ...[queue.waitP50Seconds, queue.waitP95Seconds, queue.runP50Seconds, queue.runP95Seconds].map(durationText),
    ]),
  },
});

const troubles = ({ deadLetters, alerts }: HealthReport): Section[] => [
  {
    title: 'Dead letters',
    table: {
      columns: columns(['Kind', 3], ['Error', 3], ['In this time', 1.3, true], ['All', 1, true]),
      rows: deadLetters.map(({ type, code, recent, count }) => [type, code, countText(recent), countText(count)]),
    },
  },
  {
    title: 'Alerts that nobody has seen',
    table: {
      columns: columns(['Kind', 2], ['Subject', 4], ['Times', 1, true], ['Last', 2.2, true]),
      rows: alerts.map(({ kind, subject, count, lastAt }) => [kind, subject, countText(count), momentText(lastAt)]),
    },
  },
];

const stores = ({ checks, workers, engines, database }: HealthReport): Section[] => [
  {
    title: 'Stores',
    table: {
      columns: columns(['Name', 2], ['Answers', 1], ['Within', 1, true], ['Detail', 4]),
      rows: checks.map(({ name, ok, ms, detail = '' }) => [name, ok ? 'yes' : 'no', `${countText(ms)} ms`, detail]),
    },
  },
  {
    title: 'Engines',
    table: {
      columns: columns(['Name', 3], ['State', 1], ['Detail', 4]),
      rows: engines.map(({ name, state, detail = '' }) => [name, engineStates[state], detail]),
    },
  },
  {
    title: 'Workers',
    table: {
      columns: columns(['Name', 2], ['Queues', 4.3], ['Running', 1, true], ['Memory', 1.2, true], ['Since', 2.7, true]),
      rows: workers.map(({ name, queues, active, rssBytes, startedAt }) => [
        ...[name, queues.join(', '), countText(active), bytesText(rssBytes), momentText(startedAt)],
      ]),
    },
  },
  {
    title: 'Largest tables',
    table: {
      columns: columns(['Table', 4], ['Rows, about', 1.5, true], ['Size', 1.5, true]),
      rows: database.tables.map(({ table, rows, bytes }) => [table, countText(rows), bytesText(bytes)]),
    },
  },
];

function listOf({ queues, checks, engines, deadLetters, alerts, database, findings: found }: HealthReport): FlatList {
  return {
    columns: ['section', 'name', 'detail', 'count', 'bytes', 'ms', ...queueMeasures],
    rows: [
      ...found.map((name) => ({ section: 'finding', name })),
      ...checks.map(({ name, ok, ms, detail }) => ({ section: 'store', name, state: ok ? 'up' : 'down', ms, detail })),
      ...queues.map(({ queue, ...rest }) => ({ section: 'queue', name: queue, ...rest })),
      ...engines.map(({ name, state, detail }) => ({ section: 'engine', name, state, detail })),
      ...deadLetters.map(({ type, code, count }) => ({ section: 'deadLetter', name: type, detail: code, count })),
      ...alerts.map(({ kind, subject, count }) => ({ section: 'alert', name: kind, detail: subject, count })),
      ...database.tables.map(({ table, bytes, rows }) => ({ section: 'table', name: table, bytes, count: rows })),
    ],
  };
}

/** Of its breaker: who is up lets calls through. */
const engineStates = { closed: 'up', open: 'down', probing: 'is tried' } as const;

const queueMeasures = [
  ...['state', 'workers', 'slots', 'active', 'waiting', 'succeeded', 'failed'],
  ...['waitP50Seconds', 'waitP95Seconds', 'runP50Seconds', 'runP95Seconds'],
];
