import type { FilmScript } from '@polyspool/contracts/film';
import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { aJob, anArtifact, ids } from './examples.js';
import { FakeGateway } from './fake-gateway.js';
import { aProvenance, filesOfScene, partsOf } from './film-examples.js';
import { goodKey, openApp } from './open-app.js';

interface OpenFilm {
  readonly job?: Partial<Job>;
  /** All that makes the scenes; done where nothing is said. */
  readonly parts?: Job[];
  readonly artifacts?: Artifact[];
}

export const filmFiles = { film: ids.child(91), script: ids.child(92), subtitles: ids.child(93) };

/** The page of a job that has made a film, or makes it. */
export function openFilm(film: FilmScript, { job, parts = partsOf(film), artifacts }: OpenFilm = {}) {
  const gateway = new FakeGateway(goodKey);
  const root = aJob({
    type: 'generation.fullVideo',
    status: 'succeeded',
    percent: 100,
    step: 'compose',
    input: { script: '[large]', seed: 1, quality: 'draft', subtitles: 'soft' },
    output: {
      title: film.title,
      durationSeconds: 20,
      imageEngine: { engine: 'procedural', quality: 'good' },
      speechEngine: { engine: 'flite', quality: 'good' },
      missingScenes: [],
      cost: { amount: 0, currency: 'USD' },
      warnings: [],
    },
    ...job,
  });
  for (const one of [root, ...parts]) gateway.jobs.set(one.id, one);
  gateway.artifacts = artifacts ?? [
    anArtifact({ id: filmFiles.film, name: 'film.mp4', kind: 'media', mediaType: 'video/mp4' }),
    anArtifact({ id: filmFiles.script, name: 'film.json', kind: 'script' }),
    anArtifact({ id: filmFiles.subtitles, name: 'subtitles.en.vtt', kind: 'subtitles', language: 'en' }),
    ...film.scenes.flatMap((_, index) => filesOfScene(index)),
  ];
  gateway.files.set(filmFiles.script, film);
  gateway.films.provenances.set(filmFiles.film, aProvenance());
  return openApp({ gateway, at: `/jobs/${ids.job}` });
}
