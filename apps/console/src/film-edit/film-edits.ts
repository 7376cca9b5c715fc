import { FilmScript, type Scene } from '@polyspool/contracts/film';

/** What of a scene is made again when the film is. */
export interface SceneWork {
  readonly isNew: boolean;
  readonly picture: boolean;
  readonly narration: boolean;
  readonly clip: boolean;
}

/** Compared with how the scene was when the film was made. */
export function workOn(scene: Scene, before: Scene | undefined): SceneWork {
  const isNew = before === undefined;
  const differs = (...fields: (keyof Scene)[]) =>
    isNew || fields.some((field) => JSON.stringify(scene[field]) !== JSON.stringify(before[field]));
  const picture = differs('picturePrompt', 'negativePrompt', 'seed');
  const isSaid = scene.lines.length > 0;
  const isSaidAnew = differs('lines', 'voice');
  return {
    isNew,
    picture,
    narration: isSaid && isSaidAnew,
    clip: picture || isSaidAnew || differs('movement', 'durationSeconds'),
  };
}

export interface FilmWork {
  readonly pictures: number;
  readonly narrations: number;
  readonly clips: number;
  /** Anything at all, be it only the order. */
  readonly isChanged: boolean;
}

/** What making the film again comes to. */
export function workOf(film: FilmScript, before: FilmScript): FilmWork {
  const known = new Map(before.scenes.map((scene) => [scene.id, scene]));
  const works = film.scenes.map((scene) => workOn(scene, known.get(scene.id)));
  const count = (part: 'picture' | 'narration' | 'clip') => works.filter((work) => work[part]).length;
  return {
    pictures: count('picture'),
    narrations: count('narration'),
    clips: count('clip'),
    isChanged: JSON.stringify(film) !== JSON.stringify(before),
  };
}

/** In words, for those who decide whether to make it again. */
export function workWords({ pictures, narrations, clips }: FilmWork): string {
  if (clips === 0)
    return 'Only the film is put together again: every picture, narration and clip is taken from before.';
  const parts = [counted(pictures, 'picture'), counted(narrations, 'narration'), counted(clips, 'clip')].filter(
    Boolean,
  );
  const list = new Intl.ListFormat('en').format(parts);
  return `To be made: ${list}. All the rest is taken from before.`;
}

const counted = (count: number, name: string) => (count === 0 ? '' : `${count} ${name}${count > 1 ? 's' : ''}`);

export const withScene = (film: FilmScript, id: string, change: Partial<Scene>): FilmScript => ({
  ...film,
  scenes: film.scenes.map((scene) => (scene.id === id ? withoutUndefined({ ...scene, ...change }) : scene)),
});

export const withoutScene = (film: FilmScript, id: string): FilmScript => ({
  ...film,
  scenes: film.scenes.filter((scene) => scene.id !== id),
});

/** A dropped scene, where it was. */
export function withSceneBack(film: FilmScript, before: FilmScript, id: string): FilmScript {
  const at = before.scenes.findIndex((scene) => scene.id === id);
  const scene = before.scenes[at];
  return scene ? { ...film, scenes: film.scenes.toSpliced(at, 0, scene) } : film;
}

export const droppedScenes = (film: FilmScript, before: FilmScript): readonly Scene[] => {
  const kept = new Set(film.scenes.map(({ id }) => id));
  return before.scenes.filter(({ id }) => !kept.has(id));
};

/** Nowhere beyond the ends. */
export function withSceneMoved(film: FilmScript, id: string, by: number): FilmScript {
  const from = film.scenes.findIndex((scene) => scene.id === id);
  const to = Math.min(film.scenes.length - 1, Math.max(0, from + by));
  const scene = film.scenes[from];
  return scene ? { ...film, scenes: film.scenes.toSpliced(from, 1).toSpliced(to, 0, scene) } : film;
}

/** After all others, with a name of its own. */
export function withNewScene(film: FilmScript, seed: number): FilmScript {
  const names = new Set(film.scenes.map(({ id }) => id));
  let number = film.scenes.length + 1;
  while (names.has(`scene-${number}`)) number++;
  const scene: Scene = { id: `scene-${number}`, heading: '', action: '', lines: [], picturePrompt: '', seed };
  return { ...film, scenes: [...film.scenes, scene] };
}

/** What keeps the film from being made, by scene. */
export function sceneFaults(film: FilmScript): ReadonlyMap<string, string> {
  const { error } = FilmScript.safeParse(film);
  const faults = new Map<string, string>();
  for (const { path, message } of error?.issues ?? []) {
    const [, index, field] = path;
    const scene = typeof index === 'number' ? film.scenes[index] : undefined;
    if (scene) faults.set(scene.id, faultWords[String(field)] ?? message);
  }
  return faults;
}

const faultWords: Record<string, string> = {
  picturePrompt: 'Say what is to be seen, in at most 2,000 characters.',
  lines: 'Write what is said in each line, in at most 5,000 characters, or take the line away.',
  seed: 'A whole number from 0 to 4294967295.',
  durationSeconds: 'Choose 0.5 to 120 seconds, or leave it empty.',
  heading: 'A heading has at most 200 characters.',
  voice: 'The name of a voice has at most 100 characters.',
};

const withoutUndefined = (scene: Scene) =>
  Object.fromEntries(Object.entries(scene).filter(([, value]) => value !== undefined)) as Scene;
