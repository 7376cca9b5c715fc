import { framedSeconds, shownSeconds } from '@polyspool/contracts/film-estimate';
import type { Language } from '@polyspool/contracts/languages';
import type { TimedWord } from '@polyspool/contracts/segments';
import { generationJobs } from '@polyspool/contracts/generation';
import { maxClipSeconds } from '@polyspool/contracts/scene-clip';
import { refuseTooLong } from '../plan/refuse-too-long.js';
import { sceneTimes } from '../plan/scene-times.js';
import type { FilmedScene, FilmInput, FilmJob, MissingScene, RecordedScene } from './film-job.js';
import { reasonOf } from './record-scenes.js';

export interface FilmedScenes {
  readonly filmed: readonly FilmedScene[];
  readonly missing: readonly MissingScene[];
}

/** Each picture moving for as long as what is said over it takes. */
export async function filmScenes(
  job: FilmJob,
  recorded: readonly RecordedScene[],
  language: Language,
): Promise<FilmedScenes> {
  job.report('animate', 0, 'Animating scenes');
  const missing: MissingScene[] = [];
  const planned = recorded.flatMap((scene) => {
    const times = timesOf(scene, job.input, language);
    if (times.durationSeconds <= maxClipSeconds) return [{ ...scene, times }];
    missing.push({ id: scene.scene.id, reason: `It would play longer than ${maxClipSeconds} s` });
    return [];
  });
  refuseTooLong(totalSeconds(planned, job.input));
  const inputs = planned.map((scene) => animateInput(scene, job.input, language));
  const weights = planned.map(({ times }) => times.durationSeconds);
  const results = await job.children(generationJobs.animate, inputs, weights);
  const filmed: FilmedScene[] = [];
  for (const [index, { times, ...scene }] of planned.entries()) {
    const clip = results[index]!; // one result for each input
    if (clip.ok) filmed.push({ ...scene, clip: clip.output, soundStartSeconds: times.soundStartSeconds });
    else missing.push({ id: scene.scene.id, reason: reasonOf('clip', clip.error) });
  }
  return { filmed, missing };
}

type PlannedScene = RecordedScene & { readonly times: ReturnType<typeof timesOf> };

const timesOf = ({ scene, audio }: RecordedScene, { transitionSeconds }: FilmInput, language: Language) =>
  sceneTimes(
    { narrationSeconds: audio?.durationSeconds, durationSeconds: shownSeconds(scene, language) },
    transitionSeconds,
  );

/** Now that it is known how long everything takes to say. */
function totalSeconds(planned: readonly PlannedScene[], input: FilmInput) {
  const seconds = planned.reduce((sum, { times }) => sum + times.durationSeconds - 2 * input.transitionSeconds, 0);
  return framedSeconds(seconds, planned.length, input);
}

function animateInput({ scene, image, audio, times }: PlannedScene, input: FilmInput, language: Language) {
  const { aspectRatio, quality, subtitles, transitionSeconds } = input;
  const isBurned = subtitles === 'burned' && audio !== undefined;
  return {
    sceneId: scene.id,
    picture: image.picture,
    layers: image.layers,
    durationSeconds: times.durationSeconds,
    movement: scene.movement,
    seed: scene.seed,
    // Only what is drawn into the clip: how else it is shown changes nothing in it.
    ...(isBurned && { language, words: wordsFrom(audio.words, times.soundStartSeconds) }),
    ...{ aspectRatio, quality, subtitles: isBurned ? ('burned' as const) : ('none' as const), transitionSeconds },
  };
}

/** In seconds of the clip. */
export const wordsFrom = (lines: readonly (readonly TimedWord[])[], startSeconds: number): TimedWord[][] =>
  lines.map((words) =>
    words.map((word) => ({
      ...word,
      startSeconds: toMilliseconds(word.startSeconds + startSeconds),
      endSeconds: toMilliseconds(word.endSeconds + startSeconds),
    })),
  );

const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;
