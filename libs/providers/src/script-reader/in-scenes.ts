import { AppError } from '@polyspool/contracts/errors';
import { amountsOf, plannedSeconds } from '@polyspool/contracts/film-estimate';
import { FilmScript, maxFilmSeconds, maxScenes, type SpokenLine } from '@polyspool/contracts/film';
import type { Language } from '@polyspool/contracts/languages';
import { createHash } from 'node:crypto';
import type { RawScene, RawScript } from './raw-script.js';
import { inPieces } from './in-pieces.js';
import { promptOf, titleOf } from './scene-prompt.js';

/** What a scene says, about: 15 characters are a second. */
const usualCharacters = 300;
const mostCharacters = 450;
/** A text of an hour is said in this many scenes at most, in longer ones if need be. */
const wantedScenes = 180;

export interface FilmFacts {
  readonly title?: string | undefined;
  readonly language: Language;
  readonly seed: number;
}

/**
 * Scenes of a length that one can look at, each with an id, a prompt and a seed that follow from what is in it: what stays
 * the same in a script makes the same pictures again. Throws `script.empty`, `script.tooManyScenes`, `script.tooLong`.
 */
export function inScenes({ title, scenes }: RawScript, facts: FilmFacts, joins: boolean): FilmScript {
  const characters = scenes.reduce((sum, scene) => sum + spokenCharacters(scene), 0);
  refuseLong({ scenes: 0, characters });
  const stretch = Math.max(1, characters / wantedScenes / usualCharacters);
  const split = scenes.flatMap((scene) => splitScene(scene, mostCharacters * stretch, usualCharacters * stretch));
  const shown = joins ? joinShort(split, usualCharacters * stretch) : split;
  if (shown.length === 0) throw new AppError('script.empty', 'The script has nothing to show or say');
  if (shown.length > maxScenes)
    throw new AppError('script.tooManyScenes', `${shown.length} scenes, at most ${maxScenes}`);
  const name = facts.title ?? title ?? beginningOf(shown[0]!);
  const film = { title: name.slice(0, 200), language: facts.language, scenes: withNames(shown, facts.seed) };
  refuseLong(amountsOf(film));
  return FilmScript.parse(film);
}

function refuseLong(amounts: { readonly scenes: number; readonly characters: number }) {
  const seconds = Math.round(plannedSeconds(amounts));
  if (seconds > maxFilmSeconds)
    throw new AppError('script.tooLong', `It would play about ${seconds} s, at most ${maxFilmSeconds}`);
}

const spokenCharacters = ({ lines }: RawScene) => lines.reduce((sum, { text }) => sum + text.length, 0);

/** Parts of a scene of which too much would be said over one picture, at the ends of sentences where there are some. */
function splitScene(scene: RawScene, most: number, usual: number): RawScene[] {
  if (spokenCharacters(scene) <= most) return [scene];
  const parts: SpokenLine[][] = [[]];
  let length = 0;
  for (const { text, ...line } of scene.lines) {
    for (const piece of inPieces(text, usual)) {
      if (length > 0 && length + piece.length > usual) {
        parts.push([]);
        length = 0;
      }
      parts.at(-1)!.push({ ...line, text: piece });
      length += piece.length;
    }
  }
  const { id: _first, picturePrompt, seed, ...rest } = scene;
  return parts.map((lines, index) =>
    index === 0
      ? { ...scene, lines }
      : { ...rest, ...(picturePrompt && { picturePrompt }), ...unlike(seed, index), lines },
  );
}

const unlike = (seed: number | undefined, index: number) =>
  seed === undefined ? {} : { seed: (seed + index) % 2 ** 32 };

/** Paragraphs of which each says little make one scene. */
function joinShort(scenes: readonly RawScene[], usual: number): RawScene[] {
  const joined: RawScene[] = [];
  for (const scene of scenes) {
    const last = joined.at(-1);
    const fits = last && !scene.heading && spokenCharacters(last) + spokenCharacters(scene) <= usual;
    if (fits) joined[joined.length - 1] = { ...last, lines: [...last.lines, ...scene.lines] };
    else joined.push(scene);
  }
  return joined;
}

function withNames(scenes: readonly RawScene[], filmSeed: number): FilmScript['scenes'] {
  const seen = new Map<string, number>();
  const taken = new Set(scenes.flatMap(({ id }) => id ?? []));
  let count = 0;
  const nextId = () => {
    do count += 1;
    while (taken.has(`scene-${count}`));
    return `scene-${count}`;
  };
  return scenes.map((scene) => {
    const picturePrompt = scene.picturePrompt ?? promptOf(scene);
    const times = seen.get(picturePrompt) ?? 0;
    seen.set(picturePrompt, times + 1);
    const [heading, action] = [scene.heading.slice(0, 200), scene.action.slice(0, 5_000)];
    const lines = scene.lines.flatMap(({ text, ...line }) =>
      inPieces(text, 5_000).map((piece) => ({ ...line, text: piece })),
    );
    const seed = scene.seed ?? seedOf(`${filmSeed}/${times}/${picturePrompt}`);
    return { ...scene, id: scene.id ?? nextId(), heading, action, lines, picturePrompt, seed };
  });
}

const seedOf = (text: string) => createHash('sha256').update(text).digest().readUInt32BE();

/** Of a heading its place, else the beginning of what is said or seen. */
const beginningOf = ({ heading, lines, action }: RawScene) =>
  titleOf(heading) || firstWords(lines[0]?.text ?? action) || 'Untitled';

const firstWords = (text: string) => text.replace(/\s+/gu, ' ').split(/[.!?]/u)[0]!.slice(0, 60).trim();
