import type { CorpusReport, CorpusShare, CorpusStatistics } from '@polyspool/contracts/reports';
import { countText, durationText, percentText } from './numbers.js';
import type { Column, ReportDocument, Section } from './report-document.js';
import { timeline } from './timeline.js';

const kinds = [
  { field: 'byLanguage', section: 'language', title: 'By language', nothing: 'Not known' },
  { field: 'byContributor', section: 'contributor', title: 'By contributor', nothing: 'Not named' },
  { field: 'byCategory', section: 'category', title: 'By category', nothing: 'Without a category' },
  { field: 'byQuality', section: 'quality', title: 'By quality', nothing: 'Not measured' },
] as const;

/** What there is of recordings, of which languages and people, how good, and since when. */
export function corpusDocument({ statistics, project, madeAt }: CorpusReport): ReportDocument {
  const { records, processed, hours, speechHours } = statistics;
  return {
    title: 'Corpus statistics',
    subject: project === undefined ? 'All records of one person' : `Project ${project}`,
    madeAt: new Date(madeAt),
    figures: [
      { label: 'Records', value: countText(records) },
      { label: 'Processed', value: percentText(processed, records) },
      { label: 'Sound', value: lengthText(hours) },
      { label: 'Speech', value: lengthText(speechHours), tone: 'good' },
    ],
    sections: [...kinds.map((kind) => shareSection(statistics, kind)), growthSection(statistics)],
    list: {
      columns: ['section', 'name', 'records', 'hours', 'speechHours'],
      rows: [
        ...kinds.flatMap(({ field, section }) => statistics[field].map((share) => ({ section, ...share }))),
        ...statistics.growth.map((share) => ({ section: 'month', ...share })),
      ],
    },
  };
}

const columns: readonly Column[] = [
  { title: 'Name', share: 5 },
  ...['Records', 'Sound', 'Speech', 'Share'].map((title) => ({ title, share: 1, isNumber: true })),
];

function shareSection(statistics: CorpusStatistics, { field, title, nothing }: (typeof kinds)[number]): Section {
  const shares = statistics[field].map((share) => ({ ...share, name: nameOf(field, share.name) || nothing }));
  return {
    title,
    ...(field === 'byQuality' && { note: 'A record stands under each of its flags.' }),
    ...(shares.length > 1 && {
      chart: { kind: 'bars', items: shares.map(barOf) },
    }),
    table: { columns, rows: shares.map((share) => rowOf(share, statistics)) },
  };
}

const rowOf = ({ name, records, hours, speechHours }: CorpusShare, all: CorpusStatistics) => [
  ...[name, countText(records), lengthText(hours), lengthText(speechHours), percentText(hours, all.hours)],
];

const barOf = ({ name, hours }: CorpusShare) => ({ name, value: hours, text: lengthText(hours) });

/** Of a corpus that has just begun, hours would be 0. */
const lengthText = (hours: number) => durationText(hours * 3_600);

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** What stands in the database may be no language that anybody has named. */
function nameOf(field: (typeof kinds)[number]['field'], name: string) {
  if (field === 'byQuality') return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  if (field !== 'byLanguage' || !name) return name;
  try {
    const known = languageNames.of(name);
    return known ? `${known} (${name})` : name;
  } catch {
    return name;
  }
}

function growthSection({ growth }: CorpusStatistics): Section {
  const months = timeline('month', growth, ({ name }) => `${name}-01T00:00:00Z`);
  return {
    title: 'New records by month',
    chart: {
      kind: 'columns',
      labels: months.map(({ label }) => label),
      series: [{ name: 'Records', tone: 'plain', values: months.map(({ row }) => row?.records ?? 0) }],
    },
    table: {
      columns: columns.slice(0, -1).map((column) => (column.title === 'Name' ? { ...column, title: 'Month' } : column)),
      rows: growth.map(({ name, records, hours, speechHours }) => [
        ...[name, countText(records), lengthText(hours), lengthText(speechHours)],
      ]),
    },
  };
}
