import type { FreshSystems } from '../video/fresh-systems.ts';
import type { FilmRun } from './film-times.ts';
import { runFilm } from './run-film.ts';

/** After so many jobs of one kind that make something a process ends, and another one starts. */
const jobsPerProcess = 10;

/** The film while processes are recycled as they usually are; of a shorter film once for each kind of job, too. */
export function measureRecycling(systems: FreshSystems, script: string, scenes: number): Promise<FilmRun> {
  const settings = { MAX_JOBS_PER_PROCESS: String(Math.min(jobsPerProcess, scenes)) };
  return systems.with(settings, ({ run }) => {
    console.log('  The film, in processes that end soon ...');
    return runFilm(run, { script });
  });
}
