import { framesIn } from './scene-times.js';

export interface PlacedClip {
  readonly startFrame: number;
  /** How much of it is shown together with the clip before, and with the one after. */
  readonly fadeInFrames: number;
  readonly fadeOutFrames: number;
}

/**
 * Clips one after the other, each beginning while the one before fades out. Between clips of which one is too short to fade at both
 * ends there is a cut.
 */
export function placeClips(frames: readonly number[], transitionSeconds: number): PlacedClip[] {
  const wanted = framesIn(transitionSeconds);
  const fades = (index: number) => index >= 0 && index < frames.length && frames[index]! >= 2 * wanted + 1;
  const fadeAfter = (index: number) => (fades(index) && fades(index + 1) ? wanted : 0);
  let startFrame = 0;
  return frames.map((count, index) => {
    const placed = { startFrame, fadeInFrames: fadeAfter(index - 1), fadeOutFrames: fadeAfter(index) };
    startFrame += count - placed.fadeOutFrames;
    return placed;
  });
}

/** Of the whole film. */
export function totalFrames(frames: readonly number[], placed: readonly PlacedClip[]): number {
  const last = placed.at(-1);
  return last ? last.startFrame + frames.at(-1)! : 0; // one place for each clip
}
