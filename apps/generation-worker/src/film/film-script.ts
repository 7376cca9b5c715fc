import type { FilmScript } from '@polyspool/contracts/film';
import { generationJobs } from '@polyspool/contracts/generation';
import type { Warning } from '@polyspool/contracts/warning';
import type { FilmJob } from './film-job.js';
import { onlyOutput } from './only-output.js';

export interface ScriptedFilm {
  readonly film: FilmScript;
  readonly warnings: readonly Warning[];
}

/** The scenes as they were sent, else as the script is read. */
export async function filmScript(job: FilmJob): Promise<ScriptedFilm> {
  const { film, script, uploadId, format, reader, title, language, seed } = job.input;
  job.report('parse', 0, 'Parsing script');
  if (film) return { film, warnings: [] };
  const input = { script, uploadId, format, reader, title, language, seed };
  return onlyOutput(await job.children(generationJobs.parse, [input]));
}
