import { primaryLanguage } from '@polyspool/contracts/languages';

/** How much of a language people read off a picture without hurry. */
export interface ReadingLimits {
  readonly lineCharacters: number;
  readonly charactersPerSecond: number;
  /** A full-width character counts as one, a half-width one as half. */
  readonly countsFullWidth: boolean;
  readonly source: string;
}

export const linesPerCue = 2;
export const leastCueSeconds = 5 / 6;
export const longestCueSeconds = 7;
/** Two frames of a film. */
export const leastGapSeconds = 2 / 24;
/** Twelve frames: so much longer than it is spoken may a text stand, to be read. */
export const lingerSeconds = 0.5;

const guide = 'Netflix Timed Text Style Guide';
const usual: ReadingLimits = {
  lineCharacters: 42,
  charactersPerSecond: 17,
  countsFullWidth: false,
  source: `${guide}: what most languages have (adult programmes)`,
};
const of = (name: string, limits: Partial<ReadingLimits>): ReadingLimits => ({
  ...usual,
  source: `${guide}: ${name}, adult programmes`,
  ...limits,
});

const byLanguage: Readonly<Record<string, ReadingLimits | undefined>> = {
  ar: of('Arabic', { charactersPerSecond: 20 }),
  en: of('English', { charactersPerSecond: 20 }),
  hi: of('Hindi', { charactersPerSecond: 22 }),
  ja: of('Japanese', { lineCharacters: 13, charactersPerSecond: 4, countsFullWidth: true }),
  ko: of('Korean', { lineCharacters: 16, charactersPerSecond: 12, countsFullWidth: true }),
  th: of('Thai', { lineCharacters: 35 }),
  zh: of('Chinese', { lineCharacters: 16, charactersPerSecond: 9, countsFullWidth: true }),
};

export const readingLimits = (language: string): ReadingLimits => byLanguage[primaryLanguage(language)] ?? usual;
