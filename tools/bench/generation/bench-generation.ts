import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { figuresTable } from '../figures.ts';
import type { FreshSystems } from '../video/fresh-systems.ts';
import type { Section } from '../video/video-figures.ts';
import { firstScenes } from './first-scenes.ts';
import {
  changesSection,
  filmMemorySection,
  recyclingSection,
  stagesSection,
  wholeSection,
} from './generation-figures.ts';
import { measureFilmMemory } from './measure-film-memory.ts';
import { measureRound } from './measure-film.ts';
import type { FilmRound } from './measure-film.ts';
import { measureRecycling } from './measure-recycling.ts';

export interface GenerationBench {
  readonly systems: FreshSystems;
  /** Of the script's ten, at least three. */
  readonly scenes: number;
  readonly rounds: number;
}

const sample = join(import.meta.dirname, '../../demo/lighthouse.fountain');

/** A script to its film: how fast, against what, what a change costs, how much memory, and what new processes cost. */
export async function benchGeneration({ systems, scenes, rounds }: GenerationBench): Promise<Section[]> {
  const script = firstScenes(readFileSync(sample, 'utf8'), scenes);
  const measured: FilmRound[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    console.log(`A film of ${scenes} scenes and the bare commands, round ${round} of ${rounds}:`);
    measured.push(await measureRound(systems, script));
  }
  console.log('How much memory:');
  const memory = await measureFilmMemory(systems, script);
  console.log('What it costs that processes are recycled:');
  const recycled = await measureRecycling(systems, script, scenes);
  return [
    wholeSection(measured),
    stagesSection(measured),
    changesSection(measured, scenes),
    filmMemorySection(memory),
    recyclingSection(measured, recycled),
  ];
}

export const generationTables = (sections: readonly Section[]) =>
  sections.map(({ title, figures }) => `${title}\n${figuresTable(figures, peerOf(figures))}`).join('\n\n');

const peerOf = (figures: Section['figures']) =>
  figures.some(({ peer }) => peer !== undefined) ? 'bare tools' : undefined;

export const explainGeneration = (scenes: number, rounds: number) =>
  [
    `${scenes} scenes of tools/demo/lighthouse.fountain at 720p with cards and subtitles; of ${rounds} rounds the fastest of each side.`,
    'Bare tools: the same pictures drawn, flite and ffmpeg with the same arguments, one after the other, without queue, storage or steps.',
    'Both make the same scenes and as many frames, or the run fails.',
    'Kept: by what the jobs say they took from before. Memory with all that it started: shared pages are divided, sampled 4 times a second.',
  ].join('\n');
