import type { FreshSystems } from '../video/fresh-systems.ts';
import { peakMemory } from '../video/peak-memory.ts';
import type { PeakMemory } from '../video/peak-memory.ts';
import { runFilm } from './run-film.ts';

/** What the generation-worker holds while it makes a film, in a process that has made none before. */
export const measureFilmMemory = (systems: FreshSystems, script: string): Promise<PeakMemory> =>
  systems.with({}, async ({ run }) => {
    console.log('  The film ...');
    return peakMemory(run.pids['generation-worker']!, () => runFilm(run, { script })); // it runs
  });
