import type { PicturePoint, RecognizedWord } from '@polyspool/contracts/recognized-page';

/** Signs that reach below the line. */
const descends = /[gjpqyQ,;()[\]{}|/\p{Script=Devanagari}\p{Script=Telugu}\p{Script=Arabic}]/u;

interface Posture {
  /** Of the text in the picture, anticlockwise: 0, 90, 180 or 270. */
  readonly angleDegrees: number;
  readonly descentPx: number;
}

/** What words of a line stand on, from where they begin to where they end: the straight line nearest to their feet. */
export function baselineOf(words: readonly RecognizedWord[], posture: Posture): [PicturePoint, PicturePoint] {
  const angle = (posture.angleDegrees * Math.PI) / 180;
  const along: PicturePoint = [Math.cos(angle), -Math.sin(angle)];
  const down: PicturePoint = [Math.sin(angle), Math.cos(angle)];
  const feet = words.map(({ box: [left, top, right, bottom], text }) => {
    const corners: PicturePoint[] = [
      [left, top],
      [right, bottom],
    ];
    const [from, to] = extentOf(corners, along);
    const foot = extentOf(corners, down)[1] - (descends.test(text) ? posture.descentPx : 0);
    return { from, to, middle: (from + to) / 2, foot };
  });
  const { slope, middle, foot } = fitted(feet);
  const at = (position: number): PicturePoint => {
    const height = foot + slope * (position - middle);
    return [along[0] * position + down[0] * height, along[1] * position + down[1] * height];
  };
  return [at(Math.min(...feet.map(({ from }) => from))), at(Math.max(...feet.map(({ to }) => to)))];
}

function extentOf(points: readonly PicturePoint[], direction: PicturePoint) {
  const positions = points.map(([x, y]) => x * direction[0] + y * direction[1]);
  return [Math.min(...positions), Math.max(...positions)] as const;
}

/** By least squares; level where one or two words would decide. */
function fitted(feet: readonly { readonly middle: number; readonly foot: number }[]) {
  const middle = mean(feet.map((each) => each.middle));
  const foot = mean(feet.map((each) => each.foot));
  const spread = feet.reduce((sum, each) => sum + (each.middle - middle) ** 2, 0);
  const rise = feet.reduce((sum, each) => sum + (each.middle - middle) * (each.foot - foot), 0);
  return { middle, foot, slope: feet.length > 2 && spread > 0 ? rise / spread : 0 };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
