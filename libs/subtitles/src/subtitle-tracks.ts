import type { Segment, Transcript } from '@polyspool/contracts/segments';
import { dualCues } from './dual-cues.js';
import { cuesOf, type TextCue, type TimedText } from './subtitle-cues.js';
import { gather } from './unhurried.js';

/** The subtitles of one file: in one language, or in two under one another. */
export interface SubtitleTrack {
  readonly language: string;
  /** Where there are two: that of the lower lines. */
  readonly targetLanguage?: string;
  readonly cues: readonly TextCue[];
}

/** What is spoken; where it was translated also the translation, and both in one. */
export async function subtitleTracks({ language, targetLanguage, segments }: Transcript): Promise<SubtitleTrack[]> {
  const spoken = { language, cues: await gather(cuesOf(segments, language)) };
  if (targetLanguage === undefined || targetLanguage === language) return [spoken];
  const translated = { language: targetLanguage, cues: await gather(cuesOf(translations(segments), targetLanguage)) };
  const dual = { language, targetLanguage, cues: await gather(dualCues(segments, { language, targetLanguage })) };
  return [spoken, translated, dual];
}

/** `en`, or `en-es` for two. */
export const trackName = ({ language, targetLanguage }: SubtitleTrack) =>
  targetLanguage === undefined ? language : `${language}-${targetLanguage}`;

function* translations(segments: readonly Segment[]): Generator<TimedText> {
  for (const { startSeconds, endSeconds, translation = '' } of segments)
    yield { startSeconds, endSeconds, text: translation };
}
