import type { FilmScript, Scene } from '@polyspool/contracts/film';
import { amountsOf, type Amounts } from '@polyspool/contracts/film-estimate';
import { generationJobs } from '@polyspool/contracts/generation';
import type { JobError } from '@polyspool/contracts/job-status';
import { pictureSize } from '../plan/film-format.js';
import type { FilmInput, FilmJob, MissingScene, RecordedScene } from './film-job.js';

export interface RecordedScenes {
  readonly recorded: readonly RecordedScene[];
  readonly missing: readonly MissingScene[];
  /** What was made, in the film or not. */
  readonly made: Amounts;
}

/** The picture and the narration of each scene, all beside one another. */
export async function recordScenes(
  job: FilmJob,
  { language }: FilmScript,
  scenes: readonly Scene[],
): Promise<RecordedScenes> {
  job.report('assets', 0, 'Generating images');
  const spoken = scenes.filter(({ lines }) => lines.length > 0);
  const [images, audios] = await job.childGroups([
    { contract: generationJobs.image, inputs: scenes.map((scene) => imageInput(scene, job.input)) },
    { contract: generationJobs.audio, inputs: spoken.map((scene) => audioInput(scene, job.input, language)) },
  ]);
  const recorded: RecordedScene[] = [];
  const missing: MissingScene[] = [];
  for (const [index, scene] of scenes.entries()) {
    const image = images[index]!; // one result for each input
    const audio = audios[spoken.indexOf(scene)];
    if (!image.ok) missing.push({ id: scene.id, reason: reasonOf('picture', image.error) });
    else if (audio && !audio.ok) missing.push({ id: scene.id, reason: reasonOf('narration', audio.error) });
    else recorded.push({ scene, image: image.output, audio: audio?.output });
  }
  const said = spoken.filter((_, index) => audios[index]?.ok);
  const { characters } = amountsOf({ scenes: said });
  return { recorded, missing, made: { scenes: images.filter(({ ok }) => ok).length, characters } };
}

export const reasonOf = (part: string, { code, detail }: JobError) => `No ${part}: ${code} (${detail})`;

/** Nothing of what other scenes are like: one that stays as it is is not made again. */
function imageInput({ picturePrompt: prompt, negativePrompt, seed }: Scene, input: FilmInput) {
  const { imageEngine, imageModel, style, steps } = input;
  return { ...pictureSize(input), prompt, negativePrompt, seed, imageEngine, imageModel, style, steps };
}

function audioInput({ lines, voice }: Scene, input: FilmInput, language: FilmScript['language']) {
  const { speechEngine } = input;
  const speakers = new Set(lines.map(({ speaker }) => speaker));
  const voices = Object.fromEntries(Object.entries(input.voices).filter(([speaker]) => speakers.has(speaker)));
  return { lines, language, speechEngine, voice: voice ?? input.voice, voices };
}
