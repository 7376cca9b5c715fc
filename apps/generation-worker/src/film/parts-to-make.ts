import type { Scene } from '@polyspool/contracts/film';
import type { Amounts } from '@polyspool/contracts/film-estimate';
import { generationJobs } from '@polyspool/contracts/generation';
import { reachEngine } from '../engines/reach-engine.js';
import { imageKey, wishesOf } from '../pictures/generate-image.js';
import { chooseSpeech } from '../speech/choose-speech.js';
import { lineKey, planLines } from '../speech/plan-lines.js';
import type { EnginesThere } from './film-engines.js';
import type { FilmJob } from './film-job.js';
import { audioInput, imageInput } from './scene-inputs.js';
import type { CastScript } from './record-scenes.js';

/** What of each scene is not yet made, by its id: what there is costs nothing. Found out once for a film. */
export function partsToMake(job: FilmJob, there: EnginesThere, film: CastScript): Promise<Record<string, Amounts>> {
  return job.step('film-parts', [job.id], async () => {
    const parts: Record<string, Amounts> = {};
    for (const scene of film.scenes) {
      job.signal.throwIfAborted();
      const isMade = await isPictureMade(job, there, scene);
      parts[scene.id] = { scenes: isMade ? 0 : 1, characters: await charactersToSay(job, there, { film, scene }) };
    }
    return parts;
  });
}

async function isPictureMade(job: FilmJob, { generators }: EnginesThere, scene: Scene): Promise<boolean> {
  const generator = generators.choose(job.input.imageEngine);
  const wishes = wishesOf(generationJobs.image.input.parse(imageInput(scene, job.input)));
  const reached = reachEngine(job, 'imageGenerator', generator.name);
  const label = await reached.ask(() => generator.label(wishes.model));
  return isKept(job, 'image', imageKey(label, wishes));
}

interface SceneOfFilm {
  readonly film: CastScript;
  readonly scene: Scene;
}

async function charactersToSay(
  job: FilmJob,
  { synthesizers }: EnginesThere,
  { film, scene }: SceneOfFilm,
): Promise<number> {
  if (scene.lines.length === 0) return 0;
  const { language } = film;
  const speaking = await chooseSpeech(job, synthesizers, { engine: job.input.speechEngine, language });
  const input = generationJobs.audio.input.parse(audioInput(scene, job.input, film));
  let characters = 0;
  for (const planned of await planLines(job, speaking, input))
    if (!(await isKept(job, 'line', lineKey(planned, language)))) characters += planned.line.text.length;
  return characters;
}

class NotKept extends Error {}

async function isKept({ step }: FilmJob, name: string, key: readonly unknown[]): Promise<boolean> {
  try {
    await step(name, key, () => Promise.reject(new NotKept(name)));
    return true;
  } catch (error) {
    if (error instanceof NotKept) return false;
    throw error;
  }
}
