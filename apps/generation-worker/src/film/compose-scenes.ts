import type { FilmScript } from '@polyspool/contracts/film';
import { generationJobs } from '@polyspool/contracts/generation';
import { filmSource } from '../files/film-source.js';
import type { FilmedScene, FilmInput, FilmJob } from './film-job.js';
import { wordsFrom } from './film-scenes.js';
import { onlyOutput } from './only-output.js';

/** All scenes as one film. */
export async function composeScenes(job: FilmJob, { title, language }: FilmScript, filmed: readonly FilmedScene[]) {
  job.report('compose', 0, 'Composing film');
  const input = {
    title,
    language,
    scenes: filmed.map(sceneInput),
    source: filmSource(filmed.flatMap(({ image, audio }) => [image.source, audio?.source ?? []].flat())),
    ...framing(job.input),
  };
  return onlyOutput(await job.children(generationJobs.compose, [input]));
}

const sceneInput = ({ scene, clip, audio, soundStartSeconds }: FilmedScene) => ({
  heading: scene.heading,
  clip: clip.clip,
  frames: clip.frames,
  durationSeconds: clip.durationSeconds,
  ...(audio && { sound: audio.sound, soundStartSeconds, words: wordsFrom(audio.words, soundStartSeconds) }),
});

function framing(input: FilmInput) {
  const { aspectRatio, quality, subtitles, transitionSeconds, titleCard, endCard, musicUploadId } = input;
  return { aspectRatio, quality, subtitles, transitionSeconds, titleCard, endCard, musicUploadId };
}
