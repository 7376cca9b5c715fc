import type { BackupKind } from '@polyspool/contracts/maintenance';

export interface Dated {
  readonly id: string;
  readonly createdAt: string;
}

const most = { daily: 7, weekly: 4, monthly: 12 } as const;

/**
 * Which backups to keep, and as what; all others may go. Of each of the last 7 days that have one it is the newest, of each of the
 * last 4 weeks (from Monday, UTC) and 12 months the first. Days without a backup do not count: what is old stays until there is newer.
 */
export function keptAs(backups: readonly Dated[]): ReadonlyMap<string, BackupKind> {
  const newestFirst = [...backups].sort((a, b) => order(b) - order(a) || (a.id < b.id ? 1 : -1));
  const oldestFirst = newestFirst.toReversed();
  const kept = new Map<string, BackupKind>();
  for (const { id } of lastOf(most.daily, newestFirst, dayOf)) kept.set(id, 'daily');
  for (const { id } of lastOf(most.weekly, oldestFirst, weekOf)) kept.set(id, 'weekly');
  for (const { id } of lastOf(most.monthly, oldestFirst, monthOf)) kept.set(id, 'monthly');
  return kept;
}

const order = ({ createdAt }: Dated) => Date.parse(createdAt);

/** The first of `backups` in each of the last `count` periods. */
function lastOf(count: number, backups: readonly Dated[], periodOf: (backup: Dated) => string) {
  const first = new Map<string, Dated>();
  for (const backup of backups) if (!first.has(periodOf(backup))) first.set(periodOf(backup), backup);
  const periods = [...first.keys()].sort().slice(-count);
  return periods.map((period) => first.get(period)!); // its own key
}

const dayMs = 86_400_000;
const dayOf = (backup: Dated) => new Date(order(backup)).toISOString().slice(0, 10);
const monthOf = (backup: Dated) => dayOf(backup).slice(0, 7);

/** Its Monday. */
function weekOf(backup: Dated) {
  const sinceMonday = (new Date(order(backup)).getUTCDay() + 6) % 7;
  return new Date(order(backup) - sinceMonday * dayMs).toISOString().slice(0, 10);
}
