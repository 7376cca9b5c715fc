import type { FilmScript, Scene } from '@polyspool/contracts/film';
import { generationJobs } from '@polyspool/contracts/generation';
import type { Job } from '@polyspool/contracts/job-status';
import { partsByContent } from './parts-by-content.js';

export type ShownScene = Pick<
  Scene,
  'id' | 'heading' | 'picturePrompt' | 'negativePrompt' | 'lines' | 'seed' | 'voice'
>;

/** A scene with the jobs that make it, as far as they have begun. */
export interface BoardScene {
  readonly scene: ShownScene;
  readonly image?: Job | undefined;
  readonly audio?: Job | undefined;
  readonly clip?: Job | undefined;
}

/** The scenes of a film with what makes them. */
export function storyboardOf(film: FilmScript | undefined, parts: readonly Job[]): BoardScene[] {
  const scenes = film?.scenes ?? parts.filter(({ type }) => type === image.name).map(sceneOfImage);
  if (parts.some(sceneNamed)) return partsByName(scenes, parts);
  const { imageOf, audioOf, clipOf } = partsByContent(scenes, parts);
  return scenes.map((scene) => ({
    scene,
    image: imageOf.get(scene),
    audio: audioOf.get(scene),
    clip: clipOf.get(scene),
  }));
}

const { image, audio, animate } = generationJobs;

function partsByName(scenes: readonly ShownScene[], parts: readonly Job[]): BoardScene[] {
  const named = new Map(parts.map((part) => [`${part.type} ${sceneNamed(part)}`, part]));
  return scenes.map((scene) => ({
    scene,
    image: named.get(`${image.name} ${scene.id}`),
    audio: named.get(`${audio.name} ${scene.id}`),
    clip: named.get(`${animate.name} ${scene.id}`),
  }));
}

function sceneNamed({ input: { sceneId } }: Job): string | undefined {
  return typeof sceneId === 'string' ? sceneId : undefined;
}

/** All that is known of a scene before its script is. */
const sceneOfImage = (job: Job): ShownScene => ({
  id: sceneNamed(job) ?? job.id,
  heading: '',
  picturePrompt: String(job.input['prompt'] ?? ''),
  negativePrompt: typeof job.input['negativePrompt'] === 'string' ? job.input['negativePrompt'] : undefined,
  seed: Number(job.input['seed'] ?? 0),
  lines: [],
});

/** Everything of it was there from before. */
export const isAsBefore = ({ image, audio, clip }: BoardScene) =>
  clip !== undefined && [image, audio, clip].every((job) => !job || (job.reused?.steps ?? 0) > 0);
