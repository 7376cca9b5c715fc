import { cover, even, type Shot } from './zoom-filters.js';

/** Of two pixels: cuts begin at every second one, as colours are kept for pairs. */
const phases = 16;

/**
 * ffmpeg's filters of a camera that passes by: inputs in, one stream out (not named). Layers behind pass more slowly.
 * Once, each layer is drawn in steps of an eighth of a pixel, one below the other; a frame then only cuts out of these, which takes
 * no time and moves without trembling.
 */
export function driftFilters(shot: Shot): string {
  const { layers, format, path } = shot;
  const travel = even(format.width * path.reach);
  const drawn = Array.from({ length: layers }, (_, index) => layer(shot, index, travel));
  const over = drawn.slice(1).map((_, index) => {
    const below = index === 0 ? '[layer0]' : `[over${index}]`;
    return `${below}[layer${index + 1}]overlay=0:0:format=yuv420${index + 2 < layers ? `[over${index + 1}]` : ''}`;
  });
  return [...drawn, ...(over.length === 0 ? ['[layer0]null'] : over)].join(';');
}

function layer({ layers, path, frames, format }: Shot, index: number, travel: number) {
  const { width, height, framesPerSecond } = format;
  const wide = { width: width + travel + 4, height };
  const isBack = index === 0;
  // What is transparent must not give its black to what is beside it.
  const [before, after] = isBack ? ['', ''] : [',premultiply=inplace=1', ',unpremultiply=inplace=1'];
  const coloured = `scale=out_color_matrix=bt709:out_range=tv,format=${isBack ? 'yuv444p' : 'yuva444p'}${before}`;
  const perPixel = phases / 2;
  const shifted = [
    `scale=iw*${perPixel}:ih:flags=bicubic,loop=loop=${phases - 1}:size=1`,
    `crop=iw-${phases}:ih:n:0,scale=iw/${perPixel}:ih:flags=neighbor${after}`,
    `format=${isBack ? 'yuv420p' : 'yuva420p'},tile=1x${phases}`,
  ].join(',');
  const hold = `loop=loop=-1:size=1,settb=1/${framesPerSecond},setpts=N,fps=${framesPerSecond}`;
  const [from, way] = wayOf(layers, index, travel);
  const through = `n/${Math.max(1, frames - 1)}`;
  const at = `(${from.toFixed(3)}+${way.toFixed(3)}*${path.goesLeft ? `(1-${through})` : through})`;
  const phase = `floor(mod(${at},2)*${perPixel})`;
  const cut = `crop=${width}:${height}:'2*floor(${at}/2)':'${height}*${phase}'`;
  return `[${index}:v]${coloured},${cover(wide)},${shifted},${hold},${cut}[layer${index}]`;
}

/** Where a layer begins, and how far it goes: the nearest all the way, the farthest a third of it, all in the middle at half time. */
function wayOf(layers: number, index: number, travel: number): [from: number, way: number] {
  const nearness = layers === 1 ? 1 : index / (layers - 1);
  const way = travel * (0.33 + 0.67 * nearness);
  return [(travel - way) / 2, way];
}
