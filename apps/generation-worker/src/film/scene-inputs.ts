import type { FilmScript, Scene } from '@polyspool/contracts/film';
import { pictureSize } from '../plan/film-format.js';
import type { CastFilm } from './film-engines.js';
import type { FilmInput } from './film-job.js';

/** Nothing of what other scenes are like: one that stays as it is is not made again. */
export function imageInput({ id: sceneId, picturePrompt: prompt, negativePrompt, seed }: Scene, input: FilmInput) {
  const { imageEngine, imageModel, style, steps } = input;
  return { sceneId, ...pictureSize(input), prompt, negativePrompt, seed, imageEngine, imageModel, style, steps };
}

export function audioInput(
  { id: sceneId, lines, voice }: Scene,
  input: FilmInput,
  film: FilmScript & Pick<CastFilm, 'voices'>,
) {
  const { speechEngine } = input;
  const speakers = new Set(lines.map(({ speaker }) => speaker));
  const voices = Object.fromEntries(Object.entries(film.voices).filter(([speaker]) => speakers.has(speaker)));
  return { sceneId, lines, language: film.language, speechEngine, voice: voice ?? input.voice, voices };
}
