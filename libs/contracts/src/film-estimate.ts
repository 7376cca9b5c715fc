import { z } from 'zod';
import type { FilmScript, ImageEngine, SpeechEngine } from './film.js';

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
const pausePerSceneSeconds = 1.5;
const charactersPerScene = 350;

export interface Amounts {
  readonly scenes: number;
  readonly characters: number;
}

export interface FilmEngines {
  readonly imageEngine: ImageEngine;
  readonly speechEngine: SpeechEngine;
}

export function amountsOf({ scenes }: Pick<FilmScript, 'scenes'>): Amounts {
  const spoken = scenes.flatMap(({ lines }) => lines.map(({ text }) => text.length));
  return { scenes: scenes.length, characters: spoken.reduce((sum, length) => sum + length, 0) };
}

export const guessedAmounts = (scriptCharacters: number): Amounts => ({
  scenes: Math.max(1, Math.ceil(scriptCharacters / charactersPerScene)),
  characters: scriptCharacters,
});

/** How long a film of it plays, about. */
export const plannedSeconds = ({ scenes, characters }: Amounts) =>
  characters / charactersPerSecond + scenes * pausePerSceneSeconds;

/** In the prices' currency. */
export function costOf({ scenes, characters }: Amounts, engines: FilmEngines, prices: EnginePrices) {
  const perImage = prices.perImage[engines.imageEngine] ?? 0;
  const perThousand = prices.perThousandCharacters[engines.speechEngine] ?? 0;
  return scenes * perImage + (characters / 1_000) * perThousand;
}
