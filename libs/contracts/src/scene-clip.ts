import { z } from 'zod';
import { maxFilmSeconds } from './film.js';
import { FileKey } from './files.js';
import { TimedWord } from './segments.js';

export const maxClipSeconds = 900;
/** Of all films. */
export const framesPerSecond = 25;

export const Seconds = z.number().nonnegative().max(7_200);

/** One list for each line. */
export const SpokenWords = z.array(z.array(TimedWord)).max(200);

/**
 * One scene in pictures, without sound. A new group of pictures begins after `transitionSeconds` and as long before the end: what
 * lies between is joined with others as it is.
 */
export const SceneClip = z.object({
  clip: FileKey,
  frames: z
    .int()
    .positive()
    .max(maxClipSeconds * framesPerSecond),
  durationSeconds: Seconds,
});
export type SceneClip = z.output<typeof SceneClip>;

/** A clip as a part of a film. */
export const ComposedScene = z.strictObject({
  heading: z.string().max(200).default(''),
  ...SceneClip.shape,
  /** Under the clip, from `soundStartSeconds` on. */
  sound: FileKey.optional(),
  soundStartSeconds: Seconds.default(0),
  /** In seconds from the start of the clip. */
  words: SpokenWords.default([]),
});

interface Clips {
  readonly scenes: readonly Pick<SceneClip, 'frames'>[];
  readonly transitionSeconds: number;
}

/** Two clips share the transition between them. */
export function fitIntoFilm({ scenes, transitionSeconds }: Clips) {
  const frames = scenes.reduce((sum, clip) => sum + clip.frames, 0);
  return frames / framesPerSecond - (scenes.length - 1) * transitionSeconds <= maxFilmSeconds;
}
