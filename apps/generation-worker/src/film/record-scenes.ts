import type { FilmScript, Scene } from '@polyspool/contracts/film';
import type { Amounts } from '@polyspool/contracts/film-estimate';
import { generationJobs, maxReasonCharacters } from '@polyspool/contracts/generation';
import type { JobError } from '@polyspool/contracts/job-status';
import type { CastFilm } from './film-engines.js';
import type { FilmJob, MissingScene, RecordedScene } from './film-job.js';
import { audioInput, imageInput } from './scene-inputs.js';

export type CastScript = FilmScript & CastFilm;

export interface RecordedScenes {
  readonly recorded: readonly RecordedScene[];
  readonly missing: readonly MissingScene[];
  /** What was made for it, in the film or not: not what was there before. */
  readonly made: Amounts;
}

/** The picture and the narration of each scene, all beside one another. */
export async function recordScenes(job: FilmJob, film: CastScript, scenes: readonly Scene[]): Promise<RecordedScenes> {
  job.report('assets', 0, 'Generating images');
  const spoken = scenes.filter(({ lines }) => lines.length > 0);
  const [images, audios] = await job.childGroups([
    { contract: generationJobs.image, inputs: scenes.map((scene) => imageInput(scene, job.input)) },
    { contract: generationJobs.audio, inputs: spoken.map((scene) => audioInput(scene, job.input, film)) },
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
  const characters = audios.reduce((sum, audio) => sum + (audio.ok ? audio.output.newCharacters : 0), 0);
  const pictures = images.filter((image) => image.ok && image.output.isNew).length;
  return { recorded, missing, made: { scenes: pictures, characters } };
}

/** As one finds room for it beside a scene. */
export function reasonOf(part: string, { code, detail }: JobError): string {
  const reason = `No ${part}: ${code} (${detail})`;
  return reason.length > maxReasonCharacters ? `${reason.slice(0, maxReasonCharacters - 1)}…` : reason;
}
