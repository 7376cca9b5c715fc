import type { CameraPath } from './camera-path.js';
import type { ClipFormat } from './clip-format.js';

export interface Shot {
  /** How many pictures lie over each other: the inputs 0, 1, ... */
  readonly layers: number;
  readonly path: CameraPath;
  readonly frames: number;
  readonly format: ClipFormat;
}

/** By how much larger than the film a picture is kept while it is moved, so that it is sharp also where the camera is near. */
const reserve = 1.25;

/**
 * ffmpeg's filters of a camera that comes nearer, or goes back, or stands still: inputs in, one stream out (not named).
 * `perspective` moves by parts of a pixel; `zoompan` and `crop` by whole ones, which is seen as trembling.
 */
export function zoomFilters({ layers, path, frames, format }: Shot): string {
  const { width, height, framesPerSecond } = format;
  const isStill = path.movement === 'still';
  const large = isStill ? { width, height } : { width: even(width * reserve), height: even(height * reserve) };
  const hold = `loop=loop=-1:size=1,settb=1/${framesPerSecond},setpts=N,fps=${framesPerSecond}`;
  const whole = `${flat(layers)}${cover(large)},scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,${hold}`;
  if (isStill) return whole;
  const through = `on/${Math.max(1, frames - 1)}`;
  const nearer = path.movement === 'zoomIn' ? through : `(1-${through})`;
  // Each step comes nearer by the same ratio: that is what looks even.
  const margin = `(1-exp(${(-Math.log(1 + path.reach)).toFixed(6)}*${nearer}))`;
  const [left, right] = [path.focus.x, 1 - path.focus.x].map((part) => `W*${part.toFixed(4)}*${margin}`);
  const [top, bottom] = [path.focus.y, 1 - path.focus.y].map((part) => `H*${part.toFixed(4)}*${margin}`);
  const corners = [
    ...[`x0='${left}'`, `y0='${top}'`, `x1='W-${right}'`, `y1='${top}'`],
    ...[`x2='${left}'`, `y2='H-${bottom}'`, `x3='W-${right}'`, `y3='H-${bottom}'`],
  ];
  return `${whole},perspective=${corners.join(':')}:interpolation=linear:eval=frame,scale=${width}:${height}`;
}

function flat(layers: number) {
  const over = Array.from({ length: layers - 1 }, (_, index) => {
    const below = index === 0 ? '[0:v]' : `[flat${index}]`;
    return `${below}[${index + 1}:v]overlay=format=gbrp[flat${index + 1}]`;
  });
  return over.length === 0 ? '[0:v]' : `${over.join(';')};[flat${layers - 1}]`;
}

/** Fills that size, and leaves out what does not fit. */
export const cover = ({ width, height }: Pick<ClipFormat, 'width' | 'height'>) =>
  `scale=${width}:${height}:force_original_aspect_ratio=increase:flags=lanczos,crop=${width}:${height}`;

export const even = (pixels: number) => 2 * Math.round(pixels / 2);
