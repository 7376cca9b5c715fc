import type { Activity, JobCounts } from '@polyspool/contracts/activity-report';
import { bytesText, countText, durationText, percentText } from './numbers.js';
import type { Column, Figure, FlatList, Section } from './report-document.js';
import { timeline } from './timeline.js';

/** What daily and user reports say first. */
export function activityFigures({ total, uploads, files }: Activity): Figure[] {
  const ended = total.succeeded + total.failed;
  return [
    { label: 'Jobs asked for', value: countText(total.accepted) },
    { label: 'Succeeded', value: countText(total.succeeded), tone: 'good' },
    { label: 'Failed', value: countText(total.failed), ...(total.failed > 0 && { tone: 'bad' as const }) },
    { label: 'Success rate', value: percentText(total.succeeded, ended) },
    { label: 'Running time', value: durationText(total.runSeconds) },
    { label: `Uploads (${bytesText(uploads.bytes)})`, value: countText(uploads.count) },
    { label: `Files made (${bytesText(files.bytes)})`, value: countText(files.count) },
  ];
}

export function activitySections(activity: Activity): Section[] {
  const { byType, failures, work } = activity;
  const columns = timeline(activity.unit, activity.byTime, ({ at }) => at);
  const series = (['succeeded', 'failed'] as const).map((name) => ({
    name,
    tone: name === 'failed' ? ('bad' as const) : ('good' as const),
    values: columns.map(({ row }) => row?.[name] ?? 0),
  }));
  return [
    {
      title: `Jobs that ended, by ${activity.unit}`,
      note: 'Times are UTC.',
      chart: { kind: 'columns', labels: columns.map(({ label }) => label), series },
    },
    {
      title: 'By kind',
      table: {
        columns: [column('Kind', 3), ...countColumns],
        rows: byType.map(({ type, ...counts }) => [type, ...cellsOf(counts)]),
      },
    },
    {
      title: 'Failures',
      table: {
        columns: [column('Kind', 3), column('Error', 3), column('Jobs', 1, true)],
        rows: failures.map(({ type, code, count }) => [type, code, countText(count)]),
      },
    },
    {
      title: 'Work done',
      table: {
        columns: [column('Unit', 3), column('Amount', 2, true), column('Jobs', 1, true)],
        rows: work.map(({ unit, amount, jobs }) => [unit, countText(amount), countText(jobs)]),
      },
    },
  ];
}

/** By kind, by time, failures and work, each row with the name of what it counts. */
export function activityList({ byType, byTime, failures, work, unit }: Activity): FlatList {
  return {
    columns: ['section', 'name', 'detail', ...countNames, 'count', 'amount'],
    rows: [
      ...byType.map(({ type, ...counts }) => ({ section: 'type', name: type, ...counts })),
      ...byTime.map(({ at, ...counts }) => ({ section: unit, name: at, ...counts })),
      ...failures.map(({ type, code, count }) => ({ section: 'failure', name: type, detail: code, count })),
      ...work.map(({ unit: name, amount, jobs }) => ({ section: 'work', name, count: jobs, amount })),
    ],
  };
}

const countNames = [
  'accepted',
  'succeeded',
  'failed',
  'cancelled',
  'expired',
  'runSeconds',
] as const satisfies (keyof JobCounts)[];

const column = (title: string, share: number, isNumber = false): Column => ({ title, share, isNumber });

const countColumns = [
  ...['Asked for', 'Succeeded', 'Failed', 'Cancelled', 'Expired'].map((title) => column(title, 1.2, true)),
  column('Running', 1.7, true),
];

const cellsOf = ({ accepted, succeeded, failed, cancelled, expired, runSeconds }: JobCounts) => [
  ...[accepted, succeeded, failed, cancelled, expired].map(countText),
  durationText(runSeconds),
];
