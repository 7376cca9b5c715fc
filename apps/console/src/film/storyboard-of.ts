import type { FilmScript, Scene, SpokenLine } from '@polyspool/contracts/film';
import { generationJobs } from '@polyspool/contracts/generation';
import type { Job } from '@polyspool/contracts/job-status';
import { largeMark } from '@polyspool/contracts/packed-fields';

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

/**
 * The scenes of a film with what makes them. A part does not say which scene it belongs to, but has been told all that matters of
 * it; parts are in the order of the scenes.
 */
export function storyboardOf(film: FilmScript | undefined, parts: readonly Job[]): BoardScene[] {
  const of = (name: string) => parts.filter(({ type }) => type === name);
  const images = of(generationJobs.image.name);
  const scenes = film?.scenes ?? images.map(sceneOfImage);
  const imageOf = assigned(images, scenes, [pictureTold, pictureWanted]);
  const spoken = scenes.filter(({ lines }) => lines.length > 0);
  const audioOf = assigned(of(generationJobs.audio.name), spoken, [textTold, textWanted]);
  const clipOf = clipsOf(of(generationJobs.animate.name), scenes, { imageOf, audioOf });
  return scenes.map((scene) => ({
    scene,
    image: imageOf.get(scene),
    audio: audioOf.get(scene),
    clip: clipOf.get(scene),
  }));
}

type Parts = ReadonlyMap<ShownScene, Job>;

/** What a part was told, and what it would be told for a scene, each as one text. */
type Told = readonly [of: (part: Job) => string | undefined, for_: (scene: ShownScene) => string | undefined];

/** Each part to the first scene that it fits and that has none yet. */
function assigned(parts: readonly Job[], scenes: readonly ShownScene[], [toldOf, toldFor]: Told): Parts {
  const open = new Map<string | undefined, ShownScene[]>();
  for (const scene of scenes) open.set(toldFor(scene), [...(open.get(toldFor(scene)) ?? []), scene]);
  const found = new Map<ShownScene, Job>();
  for (const part of parts) {
    const told = toldOf(part);
    const scene = told === undefined ? undefined : open.get(told)?.shift();
    if (scene) found.set(scene, part);
  }
  return found;
}

const pictureTold = ({ input: { prompt, negativePrompt, seed } }: Job) =>
  JSON.stringify([prompt, negativePrompt, seed]);
const pictureWanted = ({ picturePrompt, negativePrompt, seed }: ShownScene) =>
  JSON.stringify([picturePrompt, negativePrompt, seed]);

const textTold = ({ input: { lines } }: Job) => {
  if (lines === largeMark) return largeMark;
  return Array.isArray(lines) ? textOf(lines as readonly SpokenLine[]) : undefined;
};

/** Longer lines are not shown with a job. */
const textWanted = ({ lines }: ShownScene) =>
  new TextEncoder().encode(JSON.stringify(lines)).length > maxInlineBytes ? largeMark : textOf(lines);

const maxInlineBytes = 4 * 1024;

const textOf = (lines: readonly SpokenLine[]) => JSON.stringify(lines.map(({ speaker, text }) => [speaker, text]));

interface Recorded {
  readonly imageOf: Parts;
  readonly audioOf: Parts;
}

/** A clip is known by its picture; when the answer of that is gone, by its place among those that could be made. */
function clipsOf(clips: readonly Job[], scenes: readonly ShownScene[], { imageOf, audioOf }: Recorded): Parts {
  const byPicture = assigned(clips, scenes, [
    ({ input }) => textIn(input['picture']),
    (scene) => textIn((imageOf.get(scene)?.output as { readonly picture?: unknown } | undefined)?.picture),
  ]);
  if (byPicture.size > 0) return byPicture;
  const isMade = (job: Job | undefined) => job?.status === 'succeeded';
  const recorded = scenes.filter(
    (scene) => isMade(imageOf.get(scene)) && (scene.lines.length === 0 || isMade(audioOf.get(scene))),
  );
  return recorded.length === clips.length ? new Map(recorded.map((scene, index) => [scene, clips[index]!])) : new Map(); // as many as scenes
}

const textIn = (value: unknown) => (typeof value === 'string' ? value : undefined);

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
