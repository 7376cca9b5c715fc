import type { Figure } from '../figures.ts';
import type { PeakMemory } from '../video/peak-memory.ts';
import { fastest } from '../video/video-figures.ts';
import type { Section } from '../video/video-figures.ts';
import type { BareFilm, BareStage } from './bare-film.ts';
import { busySeconds, filmStages, idleSeconds, keptOf, processesOf } from './film-stages.ts';
import type { FilmStage } from './film-stages.ts';
import type { FilmRun } from './film-times.ts';
import type { ChangedFilms, MeasuredFilm, PairedFilm } from './measure-film.ts';

/** The fastest of each side: what else the machine does only ever adds. */
export const fastestPair = (pairs: readonly PairedFilm[]): PairedFilm => ({
  ours: fastest(pairs.map(({ ours }) => ours)),
  bare: fastest(pairs.map(({ bare }) => bare)),
});

export function wholeSection(pairs: readonly PairedFilm[]): Section {
  const { ours, bare } = fastestPair(pairs);
  const over = (pair: PairedFilm) => (100 * (pair.ours.seconds - pair.bare.seconds)) / pair.bare.seconds;
  const rounds = pairs.map((pair) => over(pair).toFixed(1)).join(', ');
  const filmSeconds = ours.run.frames / 25;
  return {
    title: `A film of ${filmSeconds.toFixed(1)} s, against the same programs one after the other`,
    figures: [
      { name: 'To the end', unit: 's', ours: ours.seconds, peer: bare.seconds, realTime: ours.seconds / filmSeconds },
      { name: `Over the bare commands (each round: ${rounds})`, unit: '%', ours: over({ ours, bare }) },
      { name: 'Processor time of the making', unit: 's', ours: ours.workerCpuSeconds, peer: bare.cpuSeconds },
      { name: "Of it the worker's own process", unit: 's', ours: ours.ownCpuSeconds },
      { name: 'Processor time of all other services', unit: 's', ours: ours.otherCpuSeconds },
    ],
  };
}

const sameStages: Partial<Record<FilmStage, readonly BareStage[]>> = {
  parse: ['parse'],
  'pictures and narration': ['images', 'audio'],
  animate: ['animate'],
  compose: ['compose'],
};

/** Where the time of the film goes, beside the same stage of the bare commands. */
export function stagesSection(pairs: readonly PairedFilm[]): Section {
  const { ours, bare } = fastestPair(pairs);
  const figures = [...filmStages(ours.run)].flatMap(([stage, seconds]): Figure[] => {
    const name = `${stage} (${((100 * seconds) / ours.seconds).toFixed(1)} %)`;
    const peer = bareSeconds(bare, sameStages[stage]);
    const parts = stage === 'pictures and narration' ? assetFigures(ours, bare) : [];
    return [{ name, unit: 's', ours: seconds, peer }, ...parts];
  });
  const idle: Figure = { name: 'No part of it is worked on', unit: 's', ours: idleSeconds(ours.run) };
  return { title: 'Where the time goes', figures: [...figures, idle] };
}

const bareSeconds = ({ stages }: BareFilm, names: readonly BareStage[] | undefined) =>
  names?.reduce((sum, name) => sum + (stages.get(name) ?? 0), 0);

/** Their jobs take turns: each kind as long as any of its jobs runs or is handed over. */
const assetFigures = ({ run }: MeasuredFilm, bare: BareFilm): Figure[] => [
  {
    name: '  the pictures, each by itself',
    ...{ unit: 's', ours: busySeconds(run, 'generation.image'), peer: bareSeconds(bare, ['images']) },
  },
  {
    name: '  the narrations, each by itself',
    ...{ unit: 's', ours: busySeconds(run, 'generation.audio'), peer: bareSeconds(bare, ['audio']) },
  },
];

/** Of several rounds the fastest of each. */
export function changesSection(rounds: readonly (PairedFilm & ChangedFilms)[], scenes: number): Section {
  const first = fastestPair(rounds).ours;
  const changed = [
    ['One text edited', fastest(rounds.map(({ edited }) => edited))],
    ['Two scenes swapped', fastest(rounds.map(({ reordered }) => reordered))],
  ] as const;
  const figures = changed.flatMap(([name, { run, seconds }]): Figure[] => {
    const { pictures, narrations, clips, pieces } = keptOf(run);
    // Between the scenes and the two cards.
    const allPieces = 2 + scenes + 1;
    return [
      { name: `${name}: to the end`, unit: 's', ours: seconds },
      { name: `${name}: of the time of the first film`, unit: '%', ours: (100 * seconds) / first.seconds },
      kept(`${name}: pictures`, pictures, scenes),
      kept(`${name}: narrations`, narrations, scenes),
      kept(`${name}: clips`, clips, scenes),
      kept(`${name}: cards, transitions`, pieces, allPieces),
    ];
  });
  return { title: 'A second film, of scenes that were made before', figures };
}

const kept = (name: string, count: number, all: number): Figure => ({
  name: `${name} kept (${count} of ${all})`,
  ...{ unit: '%', ours: (100 * count) / all },
});

export const filmMemorySection = ({ idleMiB, processMiB, treeMiB }: PeakMemory): Section => ({
  title: 'Most memory at once',
  figures: [
    { name: `Worker process (idle ${idleMiB.toFixed(0)})`, unit: 'MiB', ours: processMiB },
    { name: 'With all that it started', unit: 'MiB', ours: treeMiB },
  ],
});

/** What it costs that a process ends after some jobs of a kind. */
export function recyclingSection(pairs: readonly PairedFilm[], recycled: FilmRun): Section {
  const { ours } = fastestPair(pairs);
  const seconds = (recycled.root.finishedAt - recycled.submittedAt) / 1_000;
  const starts = processesOf(recycled) - processesOf(ours.run);
  const cost = seconds - ours.seconds;
  return {
    title: `Recycling: ${starts} more ${starts === 1 ? 'process' : 'processes'} for one film`,
    figures: [
      { name: 'To the end', unit: 's', ours: seconds },
      { name: 'Longer than in one process', unit: 's', ours: cost },
      ...(starts > 0 ? [{ name: 'The same for each process', unit: 's', ours: cost / starts } as const] : []),
      { name: 'Longer than in one process', unit: '%', ours: (100 * cost) / ours.seconds },
      { name: 'No part of it is worked on', unit: 's', ours: idleSeconds(recycled) },
      { name: 'The same in one process', unit: 's', ours: idleSeconds(ours.run) },
    ],
  };
}
