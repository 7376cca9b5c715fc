import type { SpokenLine } from '@polyspool/contracts/film';
import { hash } from 'node:crypto';

export interface CastWish {
  /** Of the narrator; the engine's own choice where nothing is said. */
  readonly narrator?: string | undefined;
  /** Of those who speak, by name in any case. */
  readonly voices: Readonly<Record<string, string>>;
  /** That the engine has for the language. */
  readonly available: readonly string[];
}

/** Who speaks by which voice. */
export interface Cast {
  readonly narrator?: string | undefined;
  readonly bySpeaker: ReadonlyMap<string, string>;
}

type Lines = readonly Pick<SpokenLine, 'speaker'>[];

/**
 * Nobody has the narrator's voice and no two the same one, while there are others. It goes by names, not by who speaks first:
 * to move a scene recasts nobody.
 */
export function castOf(lines: Lines, { narrator, voices, available }: CastWish): Cast {
  const bySpeaker = named(voices);
  const others = available.filter((voice) => voice !== (narrator ?? available[0]));
  const names = [...speakersIn(lines)].toSorted();
  const taken = new Set(names.map((name) => bySpeaker.get(name)));
  for (const name of names.filter((each) => others.length > 0 && !bySpeaker.has(each))) {
    const place = placeOf(name, others.length);
    const inTurn = [...others.slice(place), ...others.slice(0, place)];
    const voice = inTurn.find((each) => !taken.has(each)) ?? inTurn[0]!; // there is one at least
    taken.add(voice);
    bySpeaker.set(name, voice);
  }
  return { narrator, bySpeaker };
}

export const voiceOf = ({ speaker }: Pick<SpokenLine, 'speaker'>, { narrator, bySpeaker }: Cast): string | undefined =>
  speaker === undefined ? narrator : (bySpeaker.get(keyOf(speaker)) ?? narrator);

/** Whether the engine has to be asked which voices it has. */
export function needsCasting(lines: Lines, voices: CastWish['voices']): boolean {
  const known = named(voices);
  return [...speakersIn(lines)].some((name) => !known.has(name));
}

/** Scripts write names now in capitals, now not. */
const keyOf = (name: string) => name.trim().toLowerCase();

const named = (voices: CastWish['voices']) =>
  new Map(Object.entries(voices).map(([name, voice]) => [keyOf(name), voice]));

const speakersIn = (lines: Lines) =>
  new Set(lines.flatMap(({ speaker }) => (speaker === undefined ? [] : [keyOf(speaker)])));

const placeOf = (name: string, count: number) => Number.parseInt(hash('sha256', name).slice(0, 8), 16) % count;
