import { darker, lighter, mix, type Colour } from './colour.js';
import type { Dice } from './dice.js';
import { at, polygon, rect, smooth, type Drawing, type Point } from './drawing.js';
import type { Ink, Stage } from './stage.js';

export interface Ridge {
  /** Where it is on average, and how far it goes up and down from there. */
  readonly y: number;
  readonly swing: number;
  readonly colour: Colour;
}

/** A rolling line of hills, filled down to the lower edge. */
export function drawRolling(stage: Stage, drawing: Drawing, { y, swing, colour }: Ridge, dice: Dice): Point[] {
  const { width, height } = stage;
  const [first, second] = [dice.between(0, 7), dice.between(0, 7)];
  const waves = dice.between(0.9, 1.9);
  const points = Array.from({ length: 25 }, (_, index): Point => {
    const along = index / 24;
    const rise = 0.65 * Math.sin(first + along * waves * 6) + 0.35 * Math.sin(second + along * waves * 13);
    return [along * width * 1.02 - width * 0.01, y - rise * swing];
  });
  const fill = drawing.linear([
    [0, lighter(colour, 0.1)],
    [0.35, colour],
    [1, darker(colour, 0.18)],
  ]);
  drawing.add(`<path d="${smooth(points)}L${at([width, height])}L${at([0, height])}Z" fill="${fill}"/>`);
  return points;
}

/** Mist at the foot of what is far, so that the next one stands out. */
export function drawHaze(
  { width, light }: Stage,
  drawing: Drawing,
  [top, bottom]: readonly [number, number],
  strength = 1,
) {
  const fill = drawing.linear([
    [0, light.haze, 0],
    [1, light.haze, 0.75 * strength],
  ]);
  drawing.add(rect([0, top, width, bottom - top], fill));
}

export interface Range {
  readonly peaks: number;
  readonly baseY: number;
  readonly rise: number;
  readonly hasSnow: boolean;
}

/** Mountains beside and before each other, with a bright and a dark side. */
export function drawMountains(stage: Stage, ink: Ink, { peaks, baseY, rise, hasSnow }: Range, dice: Dice) {
  const { width } = stage;
  const places = Array.from({ length: peaks }, (_, index) => (index + dice.between(0.15, 0.85)) / peaks);
  const sized = places
    .map((place) => ({ x: place * width * 1.1 - width * 0.05, height: rise * dice.between(0.55, 1) }))
    .sort((one, other) => other.height - one.height);
  for (const { x, height } of sized) drawPeak(ink, { top: [x, baseY - height], baseY, hasSnow }, dice);
}

interface Peak {
  readonly top: Point;
  readonly baseY: number;
  readonly hasSnow: boolean;
}

function drawPeak({ drawing, lit, light, sunSide }: Ink, { top, baseY, hasSnow }: Peak, dice: Dice) {
  const height = baseY - top[1];
  const rock = lit(dice.pick(['#5d6b7a', '#6b6f78', '#67707f']));
  const [bright, dark] = [mix(lighter(rock, 0.16), light.sun, 0.16), darker(rock, 0.2)];
  const slopes = [-1, 1].map((side) => slope(top, height * dice.between(1.2, 1.8) * side, height, dice)) as [
    Point[],
    Point[],
  ];
  const crest = slope(top, height * dice.between(-0.15, 0.15), height, dice);
  const lightSide = sunSide > 0 ? slopes[1] : slopes[0];
  drawing.add(polygon([...slopes[0].toReversed(), ...slopes[1].slice(1)], fading(dark)));
  drawing.add(polygon([...crest, ...lightSide.slice(1).toReversed()], fading(bright)));
  if (!hasSnow) return;
  const snow = lit('#eef4fa');
  const share = dice.between(0.32, 0.48);
  drawing.add(polygon(cap(slopes[0], slopes[1], share, dice), mix(snow, dark, 0.38)));
  const [left, right] = sunSide > 0 ? [crest, slopes[1]] : [slopes[0], crest];
  drawing.add(polygon(cap(left, right, share, dice), snow));

  function fading(colour: Colour) {
    return drawing.linear([
      [0, colour],
      [0.5, colour],
      [1, mix(colour, light.haze, 0.7 * light.hazeShare)],
    ]);
  }
}

const slopeSteps = 12;

/** From the top down to the base, not quite straight. */
function slope([x, y]: Point, width: number, height: number, dice: Dice): Point[] {
  return Array.from({ length: slopeSteps + 1 }, (_, index): Point => {
    const down = index / slopeSteps;
    const noise = index === 0 || index === slopeSteps ? 0 : dice.between(-0.035, 0.035) * height;
    return [x + width * down ** 1.12 + noise, y + height * down];
  });
}

/** The uppermost part between two slopes, with a ragged lower edge. */
function cap(left: readonly Point[], right: readonly Point[], share: number, dice: Dice): Point[] {
  const steps = Math.max(2, Math.round(slopeSteps * share));
  const [from, to] = [left[steps], right[steps]];
  if (!from || !to) return [];
  const teeth = Array.from({ length: 5 }, (_, index): Point => {
    const along = (index + 1) / 6;
    const height = from[1] - (left[0]?.[1] ?? 0);
    const drop = (index % 2 === 0 ? 0.3 : -0.16) * height * dice.between(0.5, 1.2);
    return [from[0] + (to[0] - from[0]) * along, from[1] + drop];
  });
  return [...left.slice(0, steps + 1), ...teeth, ...right.slice(0, steps + 1).toReversed()];
}
