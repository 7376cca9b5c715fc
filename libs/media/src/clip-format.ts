import type { MediaProbe } from '@polyspool/contracts/files';

/** What all parts of one film have in common, so that they can be joined without a change. Both sides are even. */
export interface ClipFormat {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: (typeof frameRates)[number];
}

/** Of all three 48,000 samples a second make a whole number a frame: picture and sound of a part end together. */
const frameRates = [25, 30, 24] as const;

const longestSide = 1920;
const shortestSide = 1080;
/** Smaller pictures are enlarged: texts in them could not be read. */
const readableSide = 360;

/** The size of the recording, at most that of full HD, upright where it is upright, at a usual frame rate. */
export function clipFormatFor(video: MediaProbe['video']): ClipFormat {
  const { width, height, framesPerSecond } = video ?? { width: 1280, height: 720, framesPerSecond: 25 };
  const [long, short] = [Math.max(width, height, 1), Math.max(1, Math.min(width, height))];
  const largest = Math.min(longestSide / long, shortestSide / short);
  const factor = Math.min(largest, Math.max(1, readableSide / short));
  return { width: even(width * factor), height: even(height * factor), framesPerSecond: nearestRate(framesPerSecond) };
}

/** Whole frames: what a part of this length really takes. */
export const frameCount = (seconds: number, { framesPerSecond }: ClipFormat) =>
  Math.max(1, Math.round(seconds * framesPerSecond));

const even = (pixels: number) => Math.max(16, 2 * Math.round(pixels / 2));

/** The rate that needs the fewest frames doubled or dropped unevenly. */
function nearestRate(framesPerSecond: number) {
  const unevenness = (rate: number) => {
    const ratio = Math.max(rate, framesPerSecond) / Math.max(1, Math.min(rate, framesPerSecond));
    return Math.abs(ratio - Math.round(ratio));
  };
  return frameRates.reduce((best, rate) => (unevenness(rate) < unevenness(best) - 0.001 ? rate : best));
}
