import type { Language } from '@polyspool/contracts/languages';
import type { TimedWord } from '@polyspool/contracts/segments';
import { cuesOf } from '@polyspool/subtitles/subtitle-cues';
import { writeAss, type Picture } from '@polyspool/subtitles/write-ass';
import { subtitleSegments } from '../plan/subtitle-segments.js';

export interface ClipWords {
  /** One list for each line, in seconds from the start of the clip. */
  readonly words: readonly (readonly TimedWord[])[];
  readonly language: Language;
  readonly picture: Picture;
}

/** Subtitles to be drawn into the pictures; undefined where nothing is said. */
export function clipSubtitles({ words, language, picture }: ClipWords): string | undefined {
  const cues = [...cuesOf(subtitleSegments([{ startSeconds: 0, words }], language), language)];
  return cues.length > 0 ? writeAss(cues, { language, picture }) : undefined;
}
