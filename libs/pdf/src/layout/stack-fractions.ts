import type { Box } from '../content/matrix.js';
import type { Fragment } from './fragments.js';
import type { Frame } from './frame.js';

/**
 * The two halves of a fraction within a line of text stand on baselines of their own; here they become one fragment on
 * the baseline of that line, so that they move with it. Fractions that stand alone never move and are left as they are.
 */
export function stackFractions(frame: Frame, fragments: readonly Fragment[]): Fragment[] {
  const bars = frame.paths.map(({ box }) => box).filter(mayBeBar);
  if (!bars.length) return [...fragments];
  let rest: readonly Fragment[] = fragments;
  for (const bar of bars.toSorted((a, b) => a[2] - a[0] - (b[2] - b[0]))) {
    const fraction = fractionAt(bar, rest);
    if (!fraction) continue;
    const halves = new Set(fraction.halves);
    rest = [...rest.filter((fragment) => !halves.has(fragment)), stacked(bar, fraction)];
  }
  return [...rest];
}

interface Fraction {
  readonly halves: readonly Fragment[];
  /** Of the line that it stands in. */
  readonly beside: Fragment;
}

const mayBeBar = ([left, bottom, right, top]: Box) => top - bottom < 1.5 && right - left > 2.5 && right - left < 150;

function fractionAt(bar: Box, fragments: readonly Fragment[]): Fraction | undefined {
  const middle = (bar[1] + bar[3]) / 2;
  const inside = fragments.filter(({ x, endX, sizePt }) => x > bar[0] - 0.25 * sizePt && endX < bar[2] + 0.25 * sizePt);
  const above = inside.filter(({ baseline, sizePt }) => isWithin((baseline - middle) / sizePt, 0.02, 0.9));
  const below = inside.filter(({ baseline, sizePt }) => isWithin((middle - baseline) / sizePt, 0.5, 1.4));
  const halves = [...above, ...below];
  if (!above.length || !below.length || !halves.every(isShort) || !isTight(bar, halves)) return undefined;
  const beside = fragments.find((fragment) => !halves.includes(fragment) && standsBeside(bar, fragment));
  return beside && { halves, beside };
}

const isWithin = (value: number, from: number, to: number) => value > from && value < to;
const isShort = ({ glyphs }: Fragment) => glyphs.length <= 16;

/** A rule of a table is longer than what stands over and under it. */
function isTight([left, , right]: Box, halves: readonly Fragment[]) {
  const from = Math.min(...halves.map(({ x }) => x));
  const to = Math.max(...halves.map(({ endX }) => endX));
  return right - left < to - from + Math.max(...halves.map(({ sizePt }) => sizePt));
}

/** Text whose axis, where its minus would be, is as high as the bar. */
function standsBeside([left, bottom, right, top]: Box, { x, endX, baseline, sizePt }: Fragment) {
  const gap = Math.min(Math.abs(left - endX), Math.abs(x - right));
  const rise = (top + bottom) / 2 - baseline;
  return gap < 0.75 * sizePt && isWithin(rise / sizePt, 0.12, 0.42);
}

function stacked([left, , right]: Box, { halves, beside: { baseline, sizePt } }: Fraction): Fragment {
  const glyphs = halves.flatMap((half) => half.glyphs);
  for (const glyph of glyphs) glyph.isStacked = true;
  return { glyphs, x: left, endX: right, baseline, sizePt, isMono: false };
}
