import type { Language } from '@polyspool/contracts/languages';
import { cuesOf, type TextCue } from '@polyspool/subtitles/subtitle-cues';
import { gather } from '@polyspool/subtitles/unhurried';
import type { PlacedClip } from '../plan/place-clips.js';
import { secondsOf } from '../plan/scene-times.js';
import { subtitleSegments } from '../plan/subtitle-segments.js';
import type { FilmPart } from './film-part.js';

/** What is said in the film, at its times in the film. */
export function filmSubtitles(
  parts: readonly FilmPart[],
  placed: readonly PlacedClip[],
  language: Language,
): Promise<TextCue[]> {
  const spoken = parts.map(({ words }, index) => ({ words, startSeconds: secondsOf(placed[index]!.startFrame) })); // one for each
  return gather(cuesOf(subtitleSegments(spoken, language), language));
}
