import type { FilmScript } from '@polyspool/contracts/film';
import { generationJobs } from '@polyspool/contracts/generation';
import type { Warning } from '@polyspool/contracts/warning';
import { givenScript, scriptSource, type ScriptSource } from '../script/script-source.js';
import type { FilmJob } from './film-job.js';
import { onlyOutput } from './only-output.js';

export interface ScriptedFilm {
  readonly film: FilmScript;
  readonly warnings: readonly Warning[];
  /** How the scenes came to be. */
  readonly source: ScriptSource;
}

/** The scenes as they were sent, else as the script is read. */
export async function filmScript(job: FilmJob): Promise<ScriptedFilm> {
  const { film, script, uploadId, format, reader, title, language, seed } = job.input;
  job.report('parse', 0, 'Parsing script');
  if (film) return { film, warnings: [], source: givenScript };
  const input = { script, uploadId, format, reader, title, language, seed };
  const parsed = onlyOutput(await job.children(generationJobs.parse, [input]));
  return { ...parsed, source: scriptSource(parsed.reader) };
}
