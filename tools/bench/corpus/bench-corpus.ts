import { type Figure, figuresTable } from '../figures.ts';
import type { FreshSystems } from '../video/fresh-systems.ts';
import { type ListRun, runBatch, runStatistics, runTexts } from './list-runs.ts';

interface Kind {
  readonly title: string;
  readonly unit: string;
  readonly counts: readonly number[];
  readonly run: (systems: FreshSystems, count: number) => Promise<ListRun>;
}

const kinds: readonly Kind[] = [
  { title: 'corpus.detectLanguages', unit: 'texts', counts: [500, 5_000, 50_000], run: runTexts },
  { title: 'corpus.batchProcess', unit: 'records', counts: [100, 1_000, 10_000], run: runBatch },
  { title: 'reports.corpusStatistics', unit: 'records', counts: [1_000, 10_000, 100_000], run: runStatistics },
];

export interface CorpusSection extends Pick<Kind, 'title' | 'unit'> {
  readonly runs: readonly ListRun[];
}

/** What long lists cost that are cut into child jobs: memory must not grow with them. */
export async function benchCorpus(systems: FreshSystems): Promise<CorpusSection[]> {
  const sections: CorpusSection[] = [];
  for (const { title, unit, counts, run } of kinds) {
    const runs: ListRun[] = [];
    for (const count of counts) {
      const done = await run(systems, count);
      const { seconds, idleMiB, peakMiB } = done;
      const memory = `${idleMiB.toFixed()} MiB, at most ${peakMiB.toFixed()}`;
      console.log(`  ${title}: ${count} ${unit}: ${seconds.toFixed(1)} s, ${memory}`);
      runs.push(done);
    }
    sections.push({ title, unit, runs });
  }
  return sections;
}

export const corpusTables = (sections: readonly CorpusSection[]) =>
  sections
    .map(({ title, unit, runs }) => `${title}\n${figuresTable(runs.flatMap((run) => figuresOf(run, unit)))}`)
    .join('\n\n');

const figuresOf = (run: ListRun, unit: string): Figure[] => {
  const name = `${run.count.toLocaleString('en')} ${unit}`;
  return [
    { name: `${name}, to the end`, unit: 's', ours: run.seconds },
    { name: `${name}, most memory of the parent's process`, unit: 'MiB', ours: run.peakMiB },
    { name: `  the same at rest before`, unit: 'MiB', ours: run.idleMiB },
    { name: `${name}, most memory of the gateway`, unit: 'MiB', ours: run.gatewayPeakMiB },
    { name: `  the same at rest before`, unit: 'MiB', ours: run.gatewayIdleMiB },
  ];
};

export const explainCorpus = [
  'Each list in a system of its own, from the submission to the end. Memory: the peak that the kernel counted for one process, in',
  'which the parent and all of its parts run; texts are identified in processes beside it. With --max-semi-space-size=1 and',
  '--max-old-space-size=72 (statistics: 144), so that garbage is collected soon; by default Node lets it lie, and more of it the more jobs there were.',
].join('\n');
