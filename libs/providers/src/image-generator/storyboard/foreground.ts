import { darker, mix } from './colour.js';
import { placed, rect, type Drawing } from './drawing.js';
import type { Stage } from './stage.js';
import { branch, grass } from './trees.js';
import { drawWeather } from './weather.js';

const leafy = new Set(['forest', 'hills', 'garden', 'lake', 'river', 'village', 'field', 'mountains']);

/** What frames the picture, before everything else, and the falling weather. */
export function drawForeground(stage: Stage, drawing: Drawing) {
  const { setting, light, unit, width, height, dice, sunSide } = stage;
  const throwing = dice.for('foreground');
  const dark = darker(mix(light.ambient, light.grade('#24402f'), 0.5), 0.45);
  if (leafy.has(setting.place)) {
    for (let index = 0; index < 26; index += 1) {
      const edge = throwing.next() ** 2.2;
      const x = throwing.chance(0.5) ? width * 0.42 * edge : width * (1 - 0.42 * edge);
      drawing.add(
        placed(grass(dark, throwing), [x, height + unit], unit * throwing.between(0.35, 0.75) * (1.2 - edge)),
      );
    }
    if (throwing.chance(0.6)) {
      const side = -sunSide;
      drawing.add(
        placed(
          branch(dark, setting.season, throwing),
          [side > 0 ? width : 0, unit * throwing.between(0, 7)],
          unit * 0.55,
          side > 0,
        ),
      );
    }
  }
  drawWeather(stage, drawing);
  drawVignette(stage, drawing);
}

export function drawVignette({ width, height, light }: Stage, drawing: Drawing) {
  const shade = darker(light.ambient, 0.75);
  const fill = drawing.radial([
    [0, shade, 0],
    [0.62, shade, 0],
    [1, shade, 0.42],
  ]);
  drawing.add(rect([-width * 0.12, -height * 0.12, width * 1.24, height * 1.24], fill));
}
