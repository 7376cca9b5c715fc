import type { FilmScript, Scene } from '@polyspool/contracts/film';
import type { Job } from '@polyspool/contracts/job-status';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { FilmWishes } from '../api/films-client.js';
import { filmOptionsOf } from '../film/film-job.js';
import { sentFilmKey } from '../film/use-film-script.js';
import { useSession } from '../session/session.js';
import { droppedScenes, sceneFaults, withNewScene, withoutScene, withScene } from './film-edits.js';
import { withSceneBack, withSceneMoved, workOf } from './film-edits.js';
import { randomSeed } from './random-seed.js';

/** A film being changed: nothing of it is made until it is asked for again. */
export function useFilmEdits(job: Job, before: FilmScript) {
  const [edited, setEdited] = useState<FilmScript>();
  const [said, say] = useState('');
  const film = edited ?? before;
  const change = (by: (film: FilmScript) => FilmScript) => setEdited((known) => by(known ?? before));
  return {
    film,
    before,
    work: workOf(film, before),
    faults: sceneFaults(film),
    dropped: droppedScenes(film, before),
    /** What just happened, for those who do not see it. */
    said,
    setTitle: (title: string) => change((known) => ({ ...known, title })),
    setScene: (id: string, with_: Partial<Scene>) => change((known) => withScene(known, id, with_)),
    move: (id: string, by: number) => {
      const moved = withSceneMoved(film, id, by);
      setEdited(moved);
      say(`Now scene ${moved.scenes.findIndex((scene) => scene.id === id) + 1} of ${moved.scenes.length}`);
    },
    drop: (id: string) => {
      change((known) => withoutScene(known, id));
      say('The scene is dropped');
    },
    putBack: (id: string) => {
      change((known) => withSceneBack(known, before, id));
      say('The scene is back');
    },
    add: () => {
      change((known) => withNewScene(known, randomSeed()));
      say('There is a new scene at the end');
    },
    restore: (id: string) => {
      const scene = before.scenes.find((known) => known.id === id);
      if (scene) change((known) => ({ ...known, scenes: known.scenes.map((one) => (one.id === id ? scene : one)) }));
    },
    discard: () => {
      setEdited(undefined);
      say('All is as it was');
    },
    again: useAgain(job, film),
  };
}

export type FilmEdits = ReturnType<typeof useFilmEdits>;

/** The same film in all that its scenes do not say. */
function useAgain(job: Job, film: FilmScript) {
  const { api, queries } = useSession();
  const navigate = useNavigate();
  const { maxCost } = job.input;
  return useMutation({
    mutationFn: (quality: NonNullable<FilmWishes['quality']>) =>
      api.films.generate({
        film,
        ...filmOptionsOf(job),
        quality,
        ...(typeof maxCost === 'number' && { maxCost }),
        ...(job.projectId && { projectId: job.projectId }),
      }),
    onSuccess: ({ id }) => {
      queries.setQueryData(sentFilmKey(id), film);
      void queries.invalidateQueries({ queryKey: ['jobs'] });
      void navigate(`/jobs/${id}`);
    },
  });
}
