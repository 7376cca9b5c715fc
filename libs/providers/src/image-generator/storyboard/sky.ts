import { lighter, mix } from './colour.js';
import type { Dice } from './dice.js';
import { at, circle, ellipse, faded, path, placed, rect, round, type Drawing, type Point } from './drawing.js';
import type { Stage } from './stage.js';

/** The sky with all that is in it, over the whole picture. */
export function drawSky(stage: Stage, drawing: Drawing) {
  const { width, height, light, horizonY, setting } = stage;
  const low = horizonY / height;
  drawing.add(
    rect(
      [0, 0, width, height],
      drawing.linear([
        [0, light.skyTop],
        [low * 0.55, light.skyMiddle],
        [low, light.skyLow],
        [1, light.skyLow],
      ]),
    ),
  );
  if (setting.time === 'night' && setting.weather !== 'rain' && setting.weather !== 'storm') drawStars(stage, drawing);
  if (hidesSun.has(setting.weather)) drawGlow(stage, drawing, 0.35);
  else drawSun(stage, drawing);
  drawClouds(stage, drawing);
}

const hidesSun = new Set(['rain', 'storm', 'snow', 'fog']);

/** Down to there, fewer and fainter. */
export function drawStars({ width, horizonY, unit, dice }: Stage, drawing: Drawing, lowest = horizonY) {
  const throwing = dice.for(`stars ${lowest}`);
  const stars = Array.from({ length: 170 }, () => {
    const y = lowest * throwing.next() ** 1.4;
    const radius = unit * (0.08 + 0.2 * throwing.next() ** 5);
    return circle([throwing.next() * width, y], radius, '#ffffff', {
      opacity: throwing.between(0.25, 0.95) * (1 - y / lowest) ** 0.5,
    });
  });
  drawing.add(...stars);
}

function drawGlow({ sunAt, unit, light }: Stage, drawing: Drawing, strength: number) {
  const halo = drawing.radial([
    [0, light.sun, 0.85 * strength],
    [0.25, light.sun, 0.38 * strength],
    [0.6, light.sun, 0.12 * strength],
    [1, light.sun, 0],
  ]);
  drawing.add(circle(sunAt, unit * 62, halo));
}

function drawSun(stage: Stage, drawing: Drawing) {
  const { sunAt, unit, light, setting, dice } = stage;
  if (setting.time === 'night') {
    drawGlow(stage, drawing, 0.45);
    const radius = unit * 5;
    const craters = [
      [-0.3, -0.2, 0.26],
      [0.25, 0.15, 0.2],
      [0, 0.5, 0.14],
      [0.4, -0.4, 0.11],
    ] as const;
    drawing.add(circle(sunAt, radius, light.sun));
    for (const [x, y, size] of craters)
      drawing.add(
        circle([sunAt[0] + x * radius, sunAt[1] + y * radius], size * radius, mix(light.sun, '#8d93a0', 0.28)),
      );
    return;
  }
  drawGlow(stage, drawing, setting.time === 'day' ? 0.7 : 1);
  const radius = unit * (setting.time === 'day' ? 4 : dice.for('sun').between(6, 8.5));
  drawing.add(circle(sunAt, radius, lighter(light.sun, 0.35)));
}

const cloudiness = { clear: 4, cloudy: 9, rain: 12, storm: 14, snow: 10, fog: 4 };
const isHeavy = new Set(['rain', 'storm', 'snow']);

function drawClouds(stage: Stage, drawing: Drawing) {
  const { width, horizonY, unit, dice, setting } = stage;
  const throwing = dice.for('clouds');
  const count = cloudiness[setting.weather];
  if (isHeavy.has(setting.weather)) drawVeil(stage, drawing, throwing);
  for (let index = 0; index < count; index += 1) {
    const x = ((index + throwing.between(0.1, 0.9)) / count) * width * 1.1 - width * 0.05;
    const height = (index * 0.618 + throwing.next() * 0.25) % 1;
    const y = horizonY * (0.1 + 0.66 * height * (isHeavy.has(setting.weather) ? 0.7 : 1));
    const scale = unit * (0.3 + 0.75 * (1 - y / horizonY)) * throwing.between(0.75, 1.3);
    drawing.add(placed(cloud(stage, drawing, throwing), [x, y], isHeavy.has(setting.weather) ? scale * 1.6 : scale));
  }
}

function cloud({ light, setting }: Stage, drawing: Drawing, dice: Dice): string {
  const bright = mix(light.skyLow, light.sun, 0.65);
  if (isHeavy.has(setting.weather)) {
    const dark = mix(light.skyTop, light.ambient, setting.weather === 'storm' ? 0.45 : 0.1);
    return cumulus(
      dice,
      drawing.linear([
        [0, mix(dark, light.skyLow, 0.34), 0.85],
        [0.6, dark, 0.75],
        [1, dark, 0],
      ]),
    );
  }
  if (setting.time === 'day') {
    const shade = mix(bright, light.skyMiddle, 0.5);
    const far = cumulus(
      dice,
      drawing.linear([
        [0, mix(bright, light.skyMiddle, 0.3), 0.8],
        [1, shade, 0],
      ]),
    );
    const near = cumulus(
      dice,
      drawing.linear([
        [0, lighter(bright, 0.6), 0.97],
        [0.6, lighter(bright, 0.3), 0.92],
        [1, shade, 0.25],
      ]),
    );
    return placed(far, [dice.between(-14, 14), -2], 0.9) + near;
  }
  const shade = mix(mix(light.skyMiddle, light.skyTop, 0.35), light.ambient, 0.12);
  const fill = drawing.linear([
    [0, shade, 0.7],
    [0.75, mix(shade, bright, 0.6), 0.8],
    [1, bright, 0.85],
  ]);
  return dice.chance(0.7) ? streak(dice, fill) : cumulus(dice, fill);
}

/** About 40 wide, flat below. */
export function cumulus(dice: Dice, fill: string): string {
  const bumps = dice.whole(4, 6);
  const half = dice.between(15, 22);
  let d = `M${at([-half, 0])}`;
  for (let index = 0; index < bumps; index += 1) {
    const middle = 1 - Math.abs((index + 0.5) / bumps - 0.5) * 2;
    const to = -half + ((index + 1) * 2 * half) / bumps;
    const radius = (half / bumps) * dice.between(1, 1.2);
    const y = index === bumps - 1 ? 0 : -middle * dice.between(4, 8);
    d += `A${round(radius)} ${round(radius * dice.between(0.9, 1.25))} 0 0 1 ${at([to, y])}`;
  }
  return path(`${d}Z`, fill);
}

function streak(dice: Dice, fill: string): string {
  return Array.from({ length: dice.whole(2, 4) }, (_, index) => {
    const middle: Point = [dice.between(-12, 12), index * 1.7];
    return ellipse(middle, [dice.between(14, 34), dice.between(0.5, 1.3)], fill);
  }).join('');
}

function drawVeil({ width, horizonY, light, unit }: Stage, drawing: Drawing, dice: Dice) {
  const shade = mix(light.skyTop, light.skyMiddle, 0.4);
  const fill = drawing.radial([
    [0, shade, 0.75],
    [1, shade, 0],
  ]);
  for (let index = 0; index < 10; index += 1) {
    const middle: Point = [dice.next() * width, dice.between(-0.1, 0.35) * horizonY];
    drawing.add(faded(ellipse(middle, [unit * dice.between(30, 60), unit * dice.between(7, 16)], fill), 0.8));
  }
}
