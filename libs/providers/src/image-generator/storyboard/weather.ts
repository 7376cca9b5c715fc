import { lighter, mix } from './colour.js';
import { circle, ellipse, line, path, rect, type Drawing, type Point } from './drawing.js';
import type { Stage } from './stage.js';

/** What falls or hangs before everything else. */
export function drawWeather(stage: Stage, drawing: Drawing) {
  const { weather } = stage.setting;
  if (weather === 'rain' || weather === 'storm') drawRain(stage, drawing, weather === 'storm' ? 260 : 170);
  if (weather === 'snow') drawSnow(stage, drawing);
  if (weather === 'fog') drawFog(stage, drawing, 0.22);
}

function drawRain({ width, height, unit, dice, light }: Stage, drawing: Drawing, drops: number) {
  const throwing = dice.for('rain');
  const slant = throwing.between(0.08, 0.22) * throwing.pick([-1, 1]);
  const colour = lighter(light.skyLow, 0.35);
  for (let index = 0; index < drops; index += 1) {
    const near = throwing.next();
    const [x, y, length] = [throwing.between(-0.1, 1.1) * width, throwing.next() * height, unit * (2 + 6 * near)];
    drawing.add(
      line(`${x} ${y}L${x + slant * length} ${y + length}`, colour, unit * (0.06 + 0.14 * near), 0.18 + 0.32 * near),
    );
  }
}

function drawSnow({ width, height, unit, dice }: Stage, drawing: Drawing) {
  const throwing = dice.for('snowflakes');
  for (let index = 0; index < 230; index += 1) {
    const near = throwing.next() ** 3;
    const at: Point = [throwing.next() * width, throwing.next() * height];
    drawing.add(
      circle(at, unit * (0.14 + 0.75 * near), '#ffffff', { opacity: throwing.between(0.45, 0.95) - 0.35 * near }),
    );
  }
}

export function drawFog({ width, horizonY, height, unit, dice, light }: Stage, drawing: Drawing, strength = 0.62) {
  const throwing = dice.for('fog');
  const fill = drawing.radial([
    [0, light.haze, strength],
    [1, light.haze, 0],
  ]);
  for (let index = 0; index < 9; index += 1) {
    const at: Point = [throwing.next() * width, throwing.between(horizonY - unit * 6, height * 0.95)];
    drawing.add(ellipse(at, [unit * throwing.between(50, 90), unit * throwing.between(5, 11)], fill));
  }
}

/** Behind the land. */
export function drawLightning({ width, horizonY, unit, dice, light }: Stage, drawing: Drawing) {
  const throwing = dice.for('lightning');
  let at: Point = [width * throwing.between(0.2, 0.8), horizonY * 0.08];
  const bolt: Point[] = [at];
  while (at[1] < horizonY * 0.92) {
    at = [at[0] + unit * throwing.between(-5, 5), at[1] + unit * throwing.between(3, 7)];
    bolt.push(at);
  }
  const glow = drawing.radial([
    [0, '#dfe6ff', 0.5],
    [1, '#dfe6ff', 0],
  ]);
  const fork = bolt
    .slice(Math.floor(bolt.length / 2))
    .map(([x, y], index): Point => [x + unit * index * 2.6, y - unit * index]);
  drawing.add(
    ellipse(bolt[Math.floor(bolt.length / 2)] ?? at, [unit * 30, horizonY * 0.6], glow),
    line(bolt, '#cfd9ff', unit * 1.2, 0.35),
    line(bolt, '#ffffff', unit * 0.42),
    line(fork, '#ffffff', unit * 0.2, 0.8),
  );
  drawing.add(rect([0, 0, width, horizonY], mix(light.skyTop, '#ffffff', 0.6) + '14'));
}

/** Beams through a window or between trees. */
export function beam(
  drawing: Drawing,
  corners: readonly [Point, Point, Point, Point],
  colour: string,
  strength: number,
) {
  const fill = drawing.linear([
    [0, colour, strength],
    [1, colour, 0],
  ]);
  return path(`M${corners.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`).join('L')}Z`, fill);
}
