import { leastSceneSeconds } from '@polyspool/contracts/film-estimate';
import { framesPerSecond } from '@polyspool/contracts/scene-clip';

/** Before and after what is said. */
const leadSeconds = 0.4;
const tailSeconds = 0.6;

export interface SceneLength {
  /** Undefined where nothing is said. */
  readonly narrationSeconds?: number | undefined;
  /** It plays at least so long. */
  readonly durationSeconds?: number | undefined;
}

/** Of a clip, which begins and ends with a transition. Nothing depends on its place in the film. */
export interface SceneTimes {
  readonly frames: number;
  readonly durationSeconds: number;
  readonly soundStartSeconds: number;
}

/** Whole frames. What is said never runs into a transition. */
export function sceneTimes(
  { narrationSeconds, durationSeconds = 0 }: SceneLength,
  transitionSeconds: number,
): SceneTimes {
  const spokenSeconds = narrationSeconds === undefined ? 0 : leadSeconds + narrationSeconds + tailSeconds;
  const transitionFrames = framesIn(transitionSeconds);
  const frames = wholeFrames(Math.max(durationSeconds, spokenSeconds, leastSceneSeconds)) + 2 * transitionFrames;
  return {
    frames,
    durationSeconds: secondsOf(frames),
    soundStartSeconds: secondsOf(transitionFrames) + leadSeconds,
  };
}

/** Of a time that was whole frames before it became seconds. */
export const framesIn = (seconds: number) => Math.round(seconds * framesPerSecond);

export const secondsOf = (frames: number) => frames / framesPerSecond;

/** 4.4 times 25 is a little more than 110 in floating point. */
const wholeFrames = (seconds: number) => Math.ceil(seconds * framesPerSecond - 1e-6);
