import type { Scene, SpokenLine } from '@polyspool/contracts/film';
import { generationJobs } from '@polyspool/contracts/generation';
import type { Job } from '@polyspool/contracts/job-status';
import { largeMark } from '@polyspool/contracts/packed-fields';

type SceneContent = Pick<Scene, 'picturePrompt' | 'negativePrompt' | 'lines' | 'seed'>;

export type PartsOfScenes = ReadonlyMap<SceneContent, Job>;

/**
 * Of films whose parts do not name their scenes, as they did not always: each has been told all that matters of its scene, and parts
 * are in the order of the scenes.
 */
export function partsByContent(scenes: readonly SceneContent[], parts: readonly Job[]) {
  const of = (name: string) => parts.filter(({ type }) => type === name);
  const imageOf = assigned(of(generationJobs.image.name), scenes, [pictureTold, pictureWanted]);
  const spoken = scenes.filter(({ lines }) => lines.length > 0);
  const audioOf = assigned(of(generationJobs.audio.name), spoken, [textTold, textWanted]);
  return { imageOf, audioOf, clipOf: clipsOf(of(generationJobs.animate.name), scenes, { imageOf, audioOf }) };
}

/** What a part was told, and what it would be told for a scene, each as one text. */
type Told = readonly [of: (part: Job) => string | undefined, for_: (scene: SceneContent) => string | undefined];

/** Each part to the first scene that it fits and that has none yet. */
function assigned(parts: readonly Job[], scenes: readonly SceneContent[], [toldOf, toldFor]: Told): PartsOfScenes {
  const open = new Map<string | undefined, SceneContent[]>();
  for (const scene of scenes) open.set(toldFor(scene), [...(open.get(toldFor(scene)) ?? []), scene]);
  const found = new Map<SceneContent, Job>();
  for (const part of parts) {
    const told = toldOf(part);
    const scene = told === undefined ? undefined : open.get(told)?.shift();
    if (scene) found.set(scene, part);
  }
  return found;
}

const pictureTold = ({ input: { prompt, negativePrompt, seed } }: Job) =>
  JSON.stringify([prompt, negativePrompt, seed]);
const pictureWanted = ({ picturePrompt, negativePrompt, seed }: SceneContent) =>
  JSON.stringify([picturePrompt, negativePrompt, seed]);

const textTold = ({ input: { lines } }: Job) => {
  if (lines === largeMark) return largeMark;
  return Array.isArray(lines) ? textOf(lines as readonly SpokenLine[]) : undefined;
};

/** Longer lines are not shown with a job. */
const textWanted = ({ lines }: SceneContent) =>
  new TextEncoder().encode(JSON.stringify(lines)).length > maxInlineBytes ? largeMark : textOf(lines);

const maxInlineBytes = 4 * 1024;

const textOf = (lines: readonly SpokenLine[]) => JSON.stringify(lines.map(({ speaker, text }) => [speaker, text]));

interface Recorded {
  readonly imageOf: PartsOfScenes;
  readonly audioOf: PartsOfScenes;
}

/** A clip is known by its picture; when the answer of that is gone, by its place among those that could be made. */
function clipsOf(
  clips: readonly Job[],
  scenes: readonly SceneContent[],
  { imageOf, audioOf }: Recorded,
): PartsOfScenes {
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
