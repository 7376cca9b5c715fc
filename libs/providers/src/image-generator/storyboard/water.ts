import { darker, lighter, mix } from './colour.js';
import type { Dice } from './dice.js';
import { ellipse, path, rect, type Drawing } from './drawing.js';
import type { Stage } from './stage.js';

/** From the horizon, or further below, down to `bottom`; sky and sun are mirrored in it. */
export function drawWater(stage: Stage, drawing: Drawing, [top, bottom]: readonly [number, number], dice: Dice) {
  const { width, light, unit, sunAt, setting } = stage;
  const deep = mix(light.grade('#1f5f7f'), light.ambient, light.ambientShare);
  drawing.add(
    rect(
      [0, top, width, bottom - top],
      drawing.linear([
        [0, mix(light.skyLow, deep, 0.25)],
        [0.3, mix(light.skyMiddle, deep, 0.5)],
        [1, mix(deep, light.skyTop, 0.2)],
      ]),
    ),
  );
  const bright = mix(light.skyLow, light.sun, 0.4);
  for (let index = 0; index < 90; index += 1) {
    const near = dice.next() ** 1.5;
    const [y, x] = [top + (bottom - top) * near, dice.next() * width];
    const half = unit * (1 + 9 * near) * dice.between(0.5, 1.6);
    const colour = dice.chance(0.55) ? bright : darker(deep, 0.15);
    drawing.add(ellipse([x, y], [half, unit * (0.07 + 0.28 * near)], colour, { opacity: dice.between(0.12, 0.4) }));
  }
  if (setting.weather === 'clear' || setting.weather === 'cloudy') drawGlitter();
  if (setting.weather === 'storm') drawWaves(stage, drawing, [top, bottom], deep);

  function drawGlitter() {
    const count = setting.weather === 'clear' ? 110 : 50;
    for (let index = 0; index < count; index += 1) {
      const near = dice.next();
      const spread = unit * (3 + 15 * near);
      const x = sunAt[0] + spread * (dice.next() + dice.next() - 1);
      const half = unit * (0.5 + 3 * near) * dice.between(0.4, 1.5);
      const glint = lighter(light.sun, 0.2);
      drawing.add(
        ellipse([x, top + (bottom - top) * near ** 1.3], [half, unit * (0.08 + 0.22 * near)], glint, {
          opacity: dice.between(0.3, 0.85),
        }),
      );
    }
  }
}

/** Rough: rows of crests, each nearer than the one before. */
function drawWaves(
  { width, unit, dice, light }: Stage,
  drawing: Drawing,
  [top, bottom]: readonly [number, number],
  deep: string,
) {
  const throwing = dice.for('waves');
  for (let row = 1; row < 7; row += 1) {
    const y = top + (bottom - top) * (row / 7) ** 1.5;
    const rise = unit * (0.8 + row * 0.75);
    const step = unit * (7 + row * 3.4);
    let crest = `M${-step} ${bottom}L${-step} ${y}`;
    for (let x = -step * throwing.next(); x < width + step; x += step)
      crest += `Q${x + step * 0.55} ${y - rise * throwing.between(0.7, 1.7)} ${x + step * 0.72} ${y - rise * 0.3}Q${x + step * 0.8} ${y + rise * 0.25} ${x + step} ${y}`;
    const water = mix(darker(deep, 0.12), light.skyLow, 0.3 - row * 0.04);
    drawing.add(
      path(
        `${crest}L${width + step} ${bottom}Z`,
        drawing.linear([
          [0, mix(water, light.skyLow, 0.35)],
          [0.2, water],
          [1, darker(water, 0.2)],
        ]),
        { stroke: lighter(light.skyLow, 0.45), width: unit * 0.14 },
      ),
    );
  }
}

/** Where the water ends and sand begins, with a line of foam. */
export function drawShore(
  stage: Stage,
  drawing: Drawing,
  { y, sand }: { readonly y: number; readonly sand: string },
  dice: Dice,
) {
  const { width, height, unit } = stage;
  const [lift, drop] = [unit * dice.between(4, 9), unit * dice.between(2, 6)];
  const edge = (by: number) =>
    `M0 ${y - lift + by}C${width * 0.3} ${y + drop + by} ${width * 0.55} ${y - lift * 1.2 + by} ${width} ${y + drop * 0.4 + by}L${width} ${height}L0 ${height}Z`;
  const foam = lighter(sand, 0.75);
  drawing.add(
    path(edge(-unit * 2.2), foam, { opacity: 0.3 }),
    path(edge(-unit * 0.9), foam, { opacity: 0.85 }),
    path(edge(0), darker(sand, 0.16)),
    path(
      edge(unit * 2.6),
      drawing.linear([
        [0, sand],
        [1, darker(sand, 0.18)],
      ]),
    ),
  );
}
