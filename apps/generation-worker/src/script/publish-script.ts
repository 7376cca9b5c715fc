import type { FilmScript } from '@polyspool/contracts/film';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { ScriptSource } from './script-source.js';

/** The scenes as people edit them, and send them again. */
export function publishScript(
  { artifact }: Pick<RunningJob, 'artifact'>,
  film: FilmScript,
  source: ScriptSource,
): Promise<void> {
  const { language, title, scenes } = film;
  const provenance = { ...source, parameters: { title, language, scenes: scenes.length }, inputs: [] };
  const file = { name: 'film.json', kind: 'script', mediaType: 'application/json', language, provenance } as const;
  return artifact(file, scriptText(film));
}

export const scriptText = (film: FilmScript) => `${JSON.stringify(film, null, 2)}\n`;
