import { z } from 'zod';
import type { FilmScript, ImageEngine, Scene, SpeechEngine } from './film.js';
import { type Language, primaryLanguage } from './languages.js';

/** What engines ask for their work; nothing for those that run on our own machines. */
export const EnginePrices = z.strictObject({
  currency: z.string().length(3).default('USD'),
  perImage: z.record(z.string(), z.number().nonnegative()).default({}),
  perThousandCharacters: z.record(z.string(), z.number().nonnegative()).default({}),
});
export type EnginePrices = z.output<typeof EnginePrices>;

export const FilmEstimate = z.object({
  scenes: z.int(),
  /** What will be said, in characters. */
  characters: z.int(),
  durationSeconds: z.number(),
  cost: z.object({ amount: z.number(), currency: z.string() }),
  /** The time that making it takes, where films were made here before. */
  seconds: z.object({ p50: z.number(), p90: z.number() }).optional(),
  /** False of a script that is not yet in scenes: how many it makes is guessed. */
  isExact: z.boolean(),
});
export type FilmEstimate = z.output<typeof FilmEstimate>;

/** The unit of work of jobs that make films. */
export const filmScenes = 'scenes';

/** Spoken English: 150 words a minute, 6 characters a word with its space. */
const charactersPerSecond = 15;
/** Where a character is a syllable or more. */
const syllablesPerSecond = 5;
const syllabic: readonly string[] = ['zh', 'yue', 'ja', 'ko'];
/** Before, between and after what is said. */
const pausePerSceneSeconds = 1;
const pausePerLineSeconds = 0.35;
/** Nothing can be looked at in less. */
export const leastSceneSeconds = 2;
const readingSeconds = { least: 3, most: 8 };
const charactersPerScene = 350;

export const cardSeconds = { title: 3, end: 2.5 } as const;

export interface Amounts {
  readonly scenes: number;
  readonly characters: number;
  /** How long all scenes play, of a film whose scenes are known. */
  readonly sceneSeconds?: number;
}

export interface FilmEngines {
  readonly imageEngine: ImageEngine;
  readonly speechEngine: SpeechEngine;
}

/** All of a film that its length depends on, beside its scenes. */
export interface FilmFrame {
  readonly language?: Language | undefined;
  readonly titleCard?: boolean | undefined;
  readonly endCard?: boolean | undefined;
  readonly transitionSeconds?: number | undefined;
}

type ScenesOf = Pick<FilmScript, 'scenes'> & Partial<Pick<FilmScript, 'language'>>;
type SceneText = Pick<Scene, 'lines' | 'action' | 'durationSeconds'>;

export function amountsOf({ scenes, language }: ScenesOf): Amounts {
  return {
    scenes: scenes.length,
    characters: sum(scenes.map(charactersIn)),
    sceneSeconds: sum(scenes.map((scene) => sceneSeconds(scene, language))),
  };
}

export const guessedAmounts = (scriptCharacters: number): Amounts => ({
  scenes: Math.max(1, Math.ceil(scriptCharacters / charactersPerScene)),
  characters: scriptCharacters,
});

/** That a scene plays at least, however quickly it is said: so long as it was told to, else so long as its action takes to read. */
export function shownSeconds({ lines, action, durationSeconds }: SceneText, language?: Language): number {
  if (durationSeconds !== undefined) return Math.max(durationSeconds, leastSceneSeconds);
  if (lines.length > 0 || action === '') return leastSceneSeconds;
  const { least, most } = readingSeconds;
  return Math.min(most, Math.max(least, action.length / rateOf(language)));
}

/** How long a scene plays, about, beside the transitions at its ends. */
export function sceneSeconds(scene: SceneText, language?: Language): number {
  const { length: lines } = scene.lines;
  const pauses = lines > 0 ? pausePerSceneSeconds + (lines - 1) * pausePerLineSeconds : 0;
  return Math.max(shownSeconds(scene, language), charactersIn(scene) / rateOf(language) + pauses);
}

/** How long a film of it plays, about. */
export function plannedSeconds(amounts: Amounts, frame: FilmFrame = {}): number {
  const { scenes, characters } = amounts;
  const guessed = characters / rateOf(frame.language) + scenes * pausePerSceneSeconds;
  return framedSeconds(amounts.sceneSeconds ?? guessed, scenes, frame);
}

/** With its cards and transitions: one at each end of every part, each shared by the two that it joins. */
export function framedSeconds(
  scenesSeconds: number,
  scenes: number,
  { titleCard = false, endCard = false, transitionSeconds = 0 }: FilmFrame,
): number {
  const cards = (titleCard ? cardSeconds.title : 0) + (endCard ? cardSeconds.end : 0);
  const parts = scenes + Number(titleCard) + Number(endCard);
  return scenesSeconds + cards + (parts + 1) * transitionSeconds;
}

const rateOf = (language: Language = 'en') =>
  syllabic.includes(primaryLanguage(language)) ? syllablesPerSecond : charactersPerSecond;

const charactersIn = ({ lines }: Pick<Scene, 'lines'>) => sum(lines.map(({ text }) => text.length));

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** In the prices' currency. */
export function costOf({ scenes, characters }: Amounts, engines: FilmEngines, prices: EnginePrices) {
  const perImage = prices.perImage[engines.imageEngine] ?? 0;
  const perThousand = prices.perThousandCharacters[engines.speechEngine] ?? 0;
  return scenes * perImage + (characters / 1_000) * perThousand;
}
