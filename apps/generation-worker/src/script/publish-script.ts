import type { FilmScript } from '@polyspool/contracts/film';
import type { RunningJob } from '@polyspool/jobs/job-handler';

/** The scenes as people edit them, and send them again. */
export function publishScript({ artifact }: Pick<RunningJob, 'artifact'>, film: FilmScript): Promise<void> {
  const { language } = film;
  const file = { name: 'film.json', kind: 'script', mediaType: 'application/json', language } as const;
  return artifact(file, scriptText(film));
}

export const scriptText = (film: FilmScript) => `${JSON.stringify(film, null, 2)}\n`;
