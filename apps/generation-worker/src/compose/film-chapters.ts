import type { Chapter } from '@polyspool/media/join-clips';
import { totalFrames, type PlacedClip } from '../plan/place-clips.js';
import { secondsOf } from '../plan/scene-times.js';
import type { FilmPart } from './film-part.js';

/** A chapter for each part that has a title, from the middle of the transition into it to the next one. */
export function filmChapters(parts: readonly FilmPart[], placed: readonly PlacedClip[]): Chapter[] {
  const begun = parts.flatMap(({ title }, index) => {
    const { startFrame, fadeInFrames } = placed[index]!; // one place for each part
    return title === undefined ? [] : [{ title, frame: startFrame + Math.floor(fadeInFrames / 2) }];
  });
  const end = totalFrames(
    parts.map(({ frames }) => frames),
    placed,
  );
  return begun.map(({ title, frame }, index) => ({
    title,
    startSeconds: secondsOf(frame),
    endSeconds: secondsOf(begun[index + 1]?.frame ?? end),
  }));
}
