import type { FilmScript } from '@polyspool/contracts/film';
import { isTerminal, type Artifact, type JobSnapshot } from '@polyspool/contracts/job-status';
import { ApiProblem } from '../api/api-problem.js';
import { FilmEditor } from '../film-edit/film-editor.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { filmChapters } from './film-chapters.js';
import { fileOf, filmOptionsOf, madeFilm } from './film-job.js';
import { FilmPlayer } from './film-player.js';
import { HowMade } from './how-made.js';
import { MissingScenes } from './missing-scenes.js';
import { Storyboard } from './storyboard.js';
import { storyboardOf } from './storyboard-of.js';

interface FilmResultProps {
  readonly tree: JobSnapshot;
  readonly artifacts: readonly Artifact[];
  readonly script: { readonly film: FilmScript | undefined; readonly error: Error | null };
}

/** A film: its storyboard while it is made; then the film itself, how it was made, and its scenes to change. */
export function FilmResult({ tree, artifacts, script }: FilmResultProps) {
  const { job, children } = tree;
  const { film } = script;
  const options = filmOptionsOf(job);
  const scenes = storyboardOf(film, children);
  const file = fileOf(artifacts, job.id, 'film.mp4');
  const made = madeFilm(job);
  const look = { artifacts, aspectRatio: options.aspectRatio, language: film?.language };
  return (
    <>
      {made && <MissingScenes missing={made.missingScenes} scenes={scenes.map(({ scene }) => scene)} />}
      {script.error && <ProblemNotice problem={ApiProblem.from(script.error)} />}
      {file && (
        <FilmPlayer
          job={job}
          file={file}
          artifacts={artifacts}
          options={options}
          chapters={filmChapters(scenes, options)}
        />
      )}
      {file && <HowMade job={job} file={file} scenes={scenes} />}
      {film && isTerminal(job.status) ? (
        <FilmEditor key={job.id} job={job} film={film} boards={scenes} look={look} />
      ) : (
        <Storyboard scenes={scenes} look={look} />
      )}
    </>
  );
}
