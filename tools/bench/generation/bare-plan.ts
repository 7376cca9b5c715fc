/** How the pipeline plans a film when nobody says anything else; that both make as many frames is checked. */
export const format = { width: 1280, height: 720, framesPerSecond: 25 } as const;
/** A quarter larger than the film. */
export const pictureSize = { width: 1600, height: 900 } as const;
export const transitionFrames = 13;

const before = 0.4;
const after = 0.6;
const shortest = 2;

export const secondsOf = (frames: number) => frames / format.framesPerSecond;

/** In the clip. */
export const soundStartSeconds = secondsOf(transitionFrames) + before;

/** Of the clip of a scene, with a transition at each end. */
export const framesOfScene = (narrationSeconds: number, wishedSeconds = 0) =>
  framesOfClip(Math.max(before + narrationSeconds + after, wishedSeconds, shortest));

export const framesOfClip = (seconds: number) =>
  Math.ceil(seconds * format.framesPerSecond - 1e-6) + 2 * transitionFrames;

/** Where each clip begins, while the one before it fades; after them the frames of all. */
export function placeBareClips(frames: readonly number[]): {
  readonly starts: readonly number[];
  readonly total: number;
} {
  const starts: number[] = [];
  let start = 0;
  for (const count of frames) {
    starts.push(start);
    start += count - transitionFrames;
  }
  return { starts, total: start + transitionFrames };
}
