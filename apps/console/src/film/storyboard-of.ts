import type { FilmScript, Scene, SpokenLine } from '@polyspool/contracts/film';
import { generationJobs } from '@polyspool/contracts/generation';
import type { Job } from '@polyspool/contracts/job-status';
import { largeMark } from '@polyspool/contracts/packed-fields';

export type ShownScene = Pick<Scene, 'id' | 'heading' | 'picturePrompt' | 'negativePrompt' | 'lines' | 'seed' | 'voice'>;

/** A scene with the jobs that make it, as far as they have begun. */
export interface BoardScene {
  readonly scene: ShownScene;
  readonly image?: Job | undefined;
  readonly audio?: Job | undefined;
  readonly clip?: Job | undefined;
}

/**
 * The scenes of a film with what makes them. A part does not say which scene it belongs to, but has been told all that matters of
 * it; parts are in the order of the scenes.
 */
export function storyboardOf(film: FilmScript | undefined, parts: readonly Job[]): BoardScene[] {
  const of = (name: string) => parts.filter(({ type }) => type === name);
  const images = of(generationJobs.image.name);
  const scenes = film?.scenes ?? images.map(sceneOfImage);
  const imageOf = assigned(images, scenes, makesPicture);
  const spoken = scenes.filter(({ lines }) => lines.length > 0);
  const audioOf = assigned(of(generationJobs.audio.name), spoken, makesNarration);
  const clipOf = clipsOf(of(generationJobs.animate.name), scenes, { imageOf, audioOf });
  return scenes.map((scene) => ({
    scene,
    image: imageOf.get(scene),
    audio: audioOf.get(scene),
    clip: clipOf.get(scene),
  }));
}

type Parts = ReadonlyMap<ShownScene, Job>;

/** Each part to the first scene that it fits and that has none yet. */
function assigned(
  parts: readonly Job[],
  scenes: readonly ShownScene[],
  fits: (part: Job, scene: ShownScene) => boolean,
): Parts {
  const found = new Map<ShownScene, Job>();
  for (const part of parts) {
    const scene = scenes.find((one) => !found.has(one) && fits(part, one));
    if (scene) found.set(scene, part);
  }
  return found;
}

const makesPicture = ({ input }: Job, { picturePrompt, negativePrompt, seed }: ShownScene) =>
  input['prompt'] === picturePrompt && input['negativePrompt'] === negativePrompt && input['seed'] === seed;

function makesNarration({ input: { lines, voice } }: Job, scene: ShownScene) {
  if (scene.voice !== undefined && voice !== scene.voice) return false;
  if (lines === largeMark) return new TextEncoder().encode(JSON.stringify(scene.lines)).length > maxInlineBytes;
  return Array.isArray(lines) && textOf(lines as readonly SpokenLine[]) === textOf(scene.lines);
}

/** Longer lines are not shown with a job. */
const maxInlineBytes = 4 * 1024;

const textOf = (lines: readonly SpokenLine[]) => JSON.stringify(lines.map(({ speaker, text }) => [speaker, text]));

interface Recorded {
  readonly imageOf: Parts;
  readonly audioOf: Parts;
}

/** A clip is known by its picture; when the answer of that is gone, by its place among those that could be made. */
function clipsOf(clips: readonly Job[], scenes: readonly ShownScene[], { imageOf, audioOf }: Recorded): Parts {
  const byPicture = assigned(clips, scenes, ({ input }, scene) => {
    const output = imageOf.get(scene)?.output as { readonly picture?: unknown } | undefined;
    return output?.picture !== undefined && output.picture === input['picture'];
  });
  if (byPicture.size > 0) return byPicture;
  const isMade = (job: Job | undefined) => job?.status === 'succeeded';
  const recorded = scenes.filter(
    (scene) => isMade(imageOf.get(scene)) && (scene.lines.length === 0 || isMade(audioOf.get(scene))),
  );
  return recorded.length === clips.length ? assigned(clips, recorded, () => true) : new Map();
}

/** All that is known of a scene before its script is. */
const sceneOfImage = ({ id, input }: Job): ShownScene => ({
  id,
  heading: '',
  picturePrompt: String(input['prompt'] ?? ''),
  negativePrompt: typeof input['negativePrompt'] === 'string' ? input['negativePrompt'] : undefined,
  seed: Number(input['seed'] ?? 0),
  lines: [],
});

/** Everything of it was there from before. */
export const isAsBefore = ({ image, audio, clip }: BoardScene) =>
  clip !== undefined && [image, audio, clip].every((job) => !job || (job.reused?.steps ?? 0) > 0);
