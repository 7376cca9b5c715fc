import type { CorpusShare, CorpusStatistics } from '@polyspool/contracts/reports';

const none = { records: 0, hours: 0, speechHours: 0 } as const;

/** Of no records. */
export const noStatistics: CorpusStatistics = {
  ...none,
  processed: 0,
  byLanguage: [],
  byContributor: [],
  byCategory: [],
  byQuality: [],
  growth: [],
};

/** Of all records of which these are parts. In whichever order and by whichever steps: it is the same. */
export function mergeStatistics(parts: readonly CorpusStatistics[]): CorpusStatistics {
  const shares = (field: 'byLanguage' | 'byContributor' | 'byCategory' | 'byQuality' | 'growth') =>
    sumByName(parts.flatMap((part) => part[field]));
  return {
    ...sumOf(parts),
    processed: parts.reduce((sum, { processed }) => sum + processed, 0),
    byLanguage: shares('byLanguage').sort(mostFirst),
    byContributor: shares('byContributor').sort(mostFirst),
    byCategory: shares('byCategory').sort(mostFirst),
    byQuality: shares('byQuality').sort(mostFirst),
    growth: shares('growth').sort(byName),
  };
}

export const mostFirst = (a: CorpusShare, b: CorpusShare) => b.hours - a.hours || b.records - a.records || byName(a, b);

export const byName = (a: CorpusShare, b: CorpusShare) => (a.name < b.name ? -1 : Number(a.name > b.name));

const msOfHour = 3_600_000;

/** Whole milliseconds add up exactly, hours do not. */
const exactly = (hours: number) => Math.round(hours * msOfHour);

export const hoursOf = (ms: number) => ms / msOfHour;

type Sum = Pick<CorpusShare, 'records' | 'hours' | 'speechHours'>;

function sumOf(sums: readonly Sum[]): Sum {
  const total = { records: 0, ms: 0, speechMs: 0 };
  for (const { records, hours, speechHours } of sums) {
    total.records += records;
    total.ms += exactly(hours);
    total.speechMs += exactly(speechHours);
  }
  return { records: total.records, hours: hoursOf(total.ms), speechHours: hoursOf(total.speechMs) };
}

const sumByName = (shares: readonly CorpusShare[]): CorpusShare[] =>
  [...Map.groupBy(shares, ({ name }) => name)].map(([name, alike]) => ({ name, ...sumOf(alike) }));
