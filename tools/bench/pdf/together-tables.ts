import { quantile } from '../figures.ts';
import type { Together, TogetherRun } from './bench-together.ts';

/** What became of each document, then what holds for all that ran at once. */
export function togetherTables({ alone, together, ...all }: Together): string {
  const { wallSeconds, cpuSeconds, memory, engineCalls, forecasts } = all;
  const pages = together.reduce((sum, run) => sum + run.pages, 0);
  const mib = (value: number) => `${value.toFixed(0)} MiB`;
  return [
    'One by one',
    ...alone.map(lineOf),
    '',
    'At once',
    ...together.map(lineOf),
    '',
    `${together.length} documents at once, ${pages} pages: ${wallSeconds.toFixed(1)} s, ${(pages / wallSeconds).toFixed(1)} pages/s, ${cpuSeconds.toFixed(0)} s of processor time, ${engineCalls} calls of the engine`,
    `Memory: worker ${mib(memory.processMiB)} (idle ${mib(memory.idleMiB)}), with all that it started ${mib(memory.treeMiB)}`,
    `First forecast, one by one: ${errorsOf(forecasts.alone)}`,
    `First forecast, at once: ${errorsOf(forecasts.together)}`,
  ].join('\n');
}

export const explainTogether = [
  'The largest documents at once through the whole system, each from its submission to its end; before them others one by one.',
  'The engine answers at once and without a limit. Memory: the most of the worker by the kernel, of the family by samples 4 times a second.',
  'First forecast: by how much the time that it told was wrong. What was done within its first second has none.',
].join('\n');

const lineOf = ({ file, targetLanguage, pages, seconds, refused }: TogetherRun) =>
  `${`${file} (${targetLanguage})`.padEnd(44)}${`${pages} pages`.padStart(11)}${`${seconds.toFixed(1)} s`.padStart(11)}${refused ? `  ${refused}` : ''}`;

/** A forecast of 10 s is wrong by 20 % for a job of 8 s and for one of 12 s. */
function errorsOf(ratios: readonly number[]) {
  if (ratios.length === 0) return 'none was told';
  const errors = ratios.map((ratio) => Math.abs(ratio - 1));
  const percent = (share: number) => `${(100 * quantile(errors, share)).toFixed(0)} %`;
  return `p50 ${percent(0.5)}, p90 ${percent(0.9)} off; took ${quantile(ratios, 0.5).toFixed(2)} times as long (median of ${ratios.length})`;
}
