import { isDeepStrictEqual } from 'node:util';
import type { FilmScript } from '@polyspool/contracts/film';
import { cpuSecondsOf, ownCpuSecondsOf } from '../cpu.ts';
import type { RunFile } from '../../start/run-file.ts';
import type { FreshSystem, FreshSystems } from '../video/fresh-systems.ts';
import { makeBareFilm } from './bare-film.ts';
import type { BareFilm } from './bare-film.ts';
import { withOneTextEdited, withTwoScenesSwapped } from './changed-films.ts';
import type { FilmRun } from './film-times.ts';
import { filmSeconds, runFilm, scenesOf } from './run-film.ts';

export interface MeasuredFilm {
  readonly run: FilmRun;
  readonly seconds: number;
  /** The worker with all that it started. */
  readonly workerCpuSeconds: number;
  /** The worker's own process alone. */
  readonly ownCpuSeconds: number;
  /** Gateway, job-status, maintenance, the other workers, Postgres and Redis. */
  readonly otherCpuSeconds: number;
}

export interface PairedFilm {
  readonly ours: MeasuredFilm;
  readonly bare: BareFilm;
}

/** Made after the first film, by the system that made it. */
export interface ChangedFilms {
  readonly edited: MeasuredFilm;
  readonly reordered: MeasuredFilm;
}

export interface FilmRound extends PairedFilm, ChangedFilms {}

/** The film through the system, then by the bare commands while the system stands idle, then changed films through the system. */
export function measureRound(systems: FreshSystems, script: string): Promise<FilmRound> {
  return systems.with({}, async ({ run, folder }: FreshSystem) => {
    console.log('  The film ...');
    const ours = await measureFilm(run, { script });
    const film = await scenesOf(run, ours.run);
    console.log('  The bare commands ...');
    const bare = await makeBareFilm(script, folder);
    requireSameFilm({ film, frames: ours.run.frames }, bare);
    console.log('  One text edited ...');
    const edited = await measureFilm(run, { film: withOneTextEdited(film) });
    console.log('  Two scenes swapped ...');
    const reordered = await measureFilm(run, { film: withTwoScenesSwapped(film) });
    return { ours, bare, edited, reordered };
  });
}

async function measureFilm(run: RunFile, wish: Parameters<typeof runFilm>[1]): Promise<MeasuredFilm> {
  const before = cpuOf(run);
  const made = await runFilm(run, wish);
  const after = cpuOf(run);
  return {
    run: made,
    seconds: filmSeconds(made),
    workerCpuSeconds: after.worker - before.worker,
    ownCpuSeconds: after.own - before.own,
    otherCpuSeconds: after.others - before.others,
  };
}

interface Filmed {
  readonly film: FilmScript;
  readonly frames: number;
}

/** Another film would be another amount of work. */
function requireSameFilm(ours: Filmed, bare: Filmed) {
  if (!isDeepStrictEqual(ours.film, bare.film)) throw new Error('The bare commands have read other scenes');
  if (ours.frames !== bare.frames)
    throw new Error(`The film has ${ours.frames} frames, that of the bare commands ${bare.frames}`);
}

function cpuOf({ pids, storePids }: RunFile) {
  const { 'generation-worker': worker, ...rest } = { ...pids, ...storePids };
  const others = Object.values(rest).reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
  return { worker: cpuSecondsOf(worker!), own: ownCpuSecondsOf(worker!), others }; // it runs
}
