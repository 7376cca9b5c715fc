import { quantile } from '../figures.ts';
import type { PdfRun } from './bench-pdf.ts';
import type { PseudoLanguage } from './pseudo-translators.ts';

const languages: readonly PseudoLanguage[] = ['identity', 'expand30', 'shrink20'];

/** A line for each document, then what holds for all. */
export function pdfTables(runs: readonly PdfRun[]): string {
  const files = [...new Set(runs.map(({ file }) => file))];
  const head = row('', [...languages, 'pages', 'pages/s', 'MiB', 'structure', 'qpdf']);
  const lines = files.map((file) => lineOf(runs.filter((run) => run.file === file)));
  return [head, ...lines, '', ...languages.map((language) => summaryOf(runs, language))].join('\n');
}

export const explainPdf = [
  'Scores of 100 by tools/bench/pdf/judge.py: with the same words, words 30 % longer and words 20 % shorter, first 12 pages.',
  'Pages/s: wall time of reading, typesetting and writing on one core, without a translator, process start excluded. MiB: peak of the process.',
  'Structure: pages, boxes, links, outline, fields, annotations, tags, attachments as before. A code in place of a score: refused.',
].join('\n');

function lineOf(runs: readonly PdfRun[]) {
  const scores = languages.map((language) => {
    const run = runs.find((one) => one.language === language);
    return run?.refused ?? run?.verdict?.score.toFixed(1) ?? '-';
  });
  const done = runs.flatMap(({ translated }) => translated ?? []);
  const [first] = done;
  if (!first) return row(runs[0]!.file, scores);
  const speed = Math.max(...done.map(({ pages, seconds }) => pages / seconds));
  const memory = Math.max(...done.map(({ peakMiB }) => peakMiB));
  const verdicts = runs.flatMap(({ verdict }) => verdict ?? []);
  const structure = [
    ...new Set(verdicts.flatMap((one) => Object.keys(one.structure).filter((name) => !one.structure[name]))),
  ];
  const isClean = verdicts.every(({ qpdf }) => qpdf === 0);
  return row(runs[0]!.file, [
    ...scores,
    String(first.pages),
    speed.toFixed(1),
    memory.toFixed(0),
    structure.join(',') || 'kept',
    isClean ? 'clean' : 'faults',
  ]);
}

function summaryOf(runs: readonly PdfRun[], language: PseudoLanguage) {
  const verdicts = runs.filter((run) => run.language === language).flatMap(({ verdict }) => verdict ?? []);
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const of = (pick: (verdict: (typeof verdicts)[number]) => number | null) =>
    mean(verdicts.map((one) => pick(one) ?? 0));
  const percent = (value: number) => `${(100 * value).toFixed(2)} %`;
  const median = quantile(
    verdicts.map(({ score }) => score),
    0.5,
  );
  return [
    `${language}: mean ${of(({ score }) => score).toFixed(1)}, median ${median.toFixed(1)} of ${verdicts.length} documents`,
    `words found ${percent(of(({ recall }) => recall))}`,
    `source words left ${percent(of(({ leftover }) => leftover))}`,
    `blocks inside their box ${percent(of((one) => one.blocks_in_place))}, anchored ${percent(of((one) => one.blocks_anchored))}`,
    `new overlaps ${percent(of((one) => one.overlap_new))}`,
    `5 % of the words are smaller than ${percent(of((one) => one.scale_p05 ?? 1))} of their size`,
    `pixels changed outside text ${percent(of((one) => one.pixdiff_mean))}`,
  ].join('; ');
}

const row = (name: string, cells: readonly string[]) =>
  `${name.padEnd(34)}${cells.map((cell) => cell.padStart(11)).join('')}`.trimEnd();
