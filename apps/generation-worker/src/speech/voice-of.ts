import type { SpokenLine } from '@polyspool/contracts/film';
import { hash } from 'node:crypto';

export interface Cast {
  /** Of the narrator; the engine's own choice where nothing is said. */
  readonly narrator?: string | undefined;
  /** Of those who speak, by name. */
  readonly voices: Readonly<Record<string, string>>;
  /** That the engine has for the language. */
  readonly available: readonly string[];
}

/** The same speaker has the same voice in every scene, whoever else is in it: one that is not the narrator's, where there are others. */
export function voiceOf({ speaker }: SpokenLine, { narrator, voices, available }: Cast): string | undefined {
  if (speaker === undefined) return narrator;
  if (Object.hasOwn(voices, speaker)) return voices[speaker];
  const others = available.filter((voice) => voice !== (narrator ?? available[0]));
  return others.length > 0 ? others[placeOf(speaker, others.length)] : narrator;
}

const placeOf = (name: string, count: number) =>
  Number.parseInt(hash('sha256', name.toLowerCase()).slice(0, 8), 16) % count;

/** Whether the engine has to be asked which voices it has. */
export const needsCasting = (lines: readonly SpokenLine[], voices: Cast['voices']) =>
  lines.some(({ speaker }) => speaker !== undefined && !Object.hasOwn(voices, speaker));
