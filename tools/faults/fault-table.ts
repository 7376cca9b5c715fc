import { isSound } from './account.ts';
import type { Outcome } from './run-scenario.ts';

const heads = ['scenario', 'jobs', 'lost', 'doubled', 'wrong', 'recovered', 'notes'];

export function faultTable(outcomes: readonly Outcome[]): string {
  const rows = [heads, ...outcomes.map(rowOf)];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const isText = (column: number) => column === 0 || column === heads.length - 1;
  const lineOf = (row: readonly string[]) =>
    row
      .map((cell, column) => (isText(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ');
  return rows.map((row) => lineOf(row).trimEnd()).join('\n');
}

/** Each fault in full, for whoever has to mend it. */
export function faultList(outcomes: readonly Outcome[], most = 12): string {
  return outcomes
    .filter(({ account }) => !isSound(account))
    .map(({ scenario, account: { lost, doubled, wrong, logs = [] } }) => {
      const all = [...lost, ...doubled, ...wrong];
      const more = all.length > most ? [`... and ${all.length - most} more`] : [];
      return [`${scenario.name}:`, ...all.slice(0, most), ...more, ...logs].join('\n  ');
    })
    .join('\n');
}

function rowOf({ scenario, account, recoverySeconds, skipped }: Outcome): string[] {
  if (skipped) return [scenario.title, '', '', '', '', '', `skipped: ${skipped}`];
  const { jobs, lost, doubled, wrong, notes } = account;
  const counts = [jobs, lost.length, doubled.length, wrong.length].map(String);
  const recovered = recoverySeconds === undefined ? '' : `${recoverySeconds.toFixed(1)} s`;
  return [scenario.title, ...counts, recovered, notes.join('; ')];
}
