import { setTimeout as delay } from 'node:timers/promises';
import { FilmScript } from '@polyspool/contracts/film';
import { isTerminal } from '@polyspool/contracts/job-status';
import type { RunFile } from '../../start/run-file.ts';
import { clientOf } from '../video/run-video.ts';
import { filmWishes } from './film-wishes.ts';
import { readFilmTimes } from './film-times.ts';
import type { FilmRun } from './film-times.ts';

const askEveryMs = 500;

interface FilmOutput {
  readonly frames: number;
  readonly missingScenes: readonly { readonly id: string; readonly reason: string }[];
}

/** A film from its submission to its end, as the log has it. Throws when not all of it was made. */
export async function runFilm(run: RunFile, wish: { script: string } | { film: FilmScript }): Promise<FilmRun> {
  const client = clientOf(run);
  const submittedAt = Date.now();
  const { id } = await client.film({ ...wish, ...filmWishes });
  let job = await client.job(id);
  while (!isTerminal(job.status)) {
    await delay(askEveryMs);
    job = await client.job(id);
  }
  const { code, detail } = job.error ?? { code: '', detail: 'no reason given' };
  if (job.status !== 'succeeded') throw new Error(`A film of the bench ended as ${job.status}: ${code} ${detail}`);
  const { frames, missingScenes } = job.output as FilmOutput;
  const [missing] = missingScenes;
  if (missing) throw new Error(`A film of the bench has no scene ${missing.id}: ${missing.reason}`);
  return { id, submittedAt, frames, ...(await readFilmTimes(run.databaseUrl, id)) };
}

/** From the submission to the end. */
export const filmSeconds = ({ submittedAt, root }: FilmRun) => (root.finishedAt - submittedAt) / 1_000;

/** The scenes as the pipeline read them, to be edited and sent again. */
export async function scenesOf(run: RunFile, { id }: FilmRun): Promise<FilmScript> {
  const client = clientOf(run);
  const file = (await client.artifacts(id)).find(({ jobId, name }) => jobId === id && name === 'film.json');
  if (!file) throw new Error('The film came without film.json');
  return FilmScript.parse(JSON.parse(await client.content(file.id)));
}
