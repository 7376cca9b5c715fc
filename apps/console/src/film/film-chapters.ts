import type { FilmOptions } from '@polyspool/contracts/film';
import type { BoardScene } from './storyboard-of.js';

/** A scene of the film, and where to go to see it. */
export interface FilmChapter extends BoardScene {
  readonly number: number;
  readonly startSeconds: number;
}

/** That the card with the title plays between its transitions, as the worker makes it. */
const titleSeconds = 3;

/** Clips overlap by a transition: a scene is there when half of it is over. Scenes that are not in the film are left out. */
export function filmChapters(
  scenes: readonly BoardScene[],
  { titleCard, transitionSeconds }: Pick<FilmOptions, 'titleCard' | 'transitionSeconds'>,
): FilmChapter[] {
  let clipStart = titleCard ? titleSeconds + transitionSeconds : 0;
  return scenes.flatMap((scene, index) => {
    const seconds = scene.clip?.status === 'succeeded' ? Number(scene.clip.input['durationSeconds']) : NaN;
    if (Number.isNaN(seconds)) return [];
    const startSeconds = clipStart > 0 ? clipStart + transitionSeconds / 2 : 0;
    clipStart += seconds - transitionSeconds;
    return [{ ...scene, number: index + 1, startSeconds }];
  });
}
