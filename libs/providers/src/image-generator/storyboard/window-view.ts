import { circle, placed, rect, type Drawing } from './drawing.js';
import { drawRolling } from './land.js';
import type { WindowBox } from './room.js';
import { drawStars } from './sky.js';
import { Stage } from './stage.js';
import { drawSkyline } from './town.js';
import { tree } from './trees.js';
import { drawWeather } from './weather.js';

/** What is seen through a window: a small picture of its own. */
export function drawView(stage: Stage, drawing: Drawing, { x, y, width, height }: WindowBox) {
  const view = new Stage({ width, height }, stage.setting, stage.light, stage.dice.for('view'));
  const { light, unit, setting } = view;
  const clip = drawing.clip(rect([0, 0, width, height], '#000000'));
  drawing.add(`<g transform="translate(${Math.round(x)} ${Math.round(y)})" clip-path="${clip}">`);
  drawing.add(
    rect(
      [0, 0, width, height],
      drawing.linear([
        [0, light.skyTop],
        [0.4, light.skyMiddle],
        [0.8, light.skyLow],
      ]),
    ),
  );
  if (setting.time === 'night') drawStars(view, drawing);
  const halo = drawing.radial([
    [0, light.sun, 0.9],
    [0.3, light.sun, 0.3],
    [1, light.sun, 0],
  ]);
  if (setting.weather === 'clear' || setting.weather === 'cloudy')
    drawing.add(circle(view.sunAt, unit * 40, halo), circle(view.sunAt, unit * 7, light.sun));
  drawOutside(view, drawing);
  drawWeather(view, drawing);
  drawing.add('</g>');
}

function drawOutside(view: Stage, drawing: Drawing) {
  const { width, height, unit, horizonY, setting, dice } = view;
  if (dice.for('what').chance(0.4))
    return drawSkyline(
      view,
      view.ink(drawing, 0.6),
      { baseY: height, rise: unit * 62, blocks: 5, hasWindows: true },
      dice.for('town'),
    );
  const green = setting.season === 'winter' ? '#e6edf3' : '#6f9a5a';
  drawRolling(
    view,
    drawing,
    { y: horizonY + unit * 4, swing: unit * 5, colour: view.ink(drawing, 0.7).lit(green) },
    dice.for('far'),
  );
  drawRolling(
    view,
    drawing,
    { y: horizonY + unit * 20, swing: unit * 4, colour: view.ink(drawing, 0.4).lit(green) },
    dice.for('near'),
  );
  for (const share of [0.18, 0.74])
    drawing.add(
      placed(
        tree(view.ink(drawing, 0.35), setting.season, dice.for(`tree ${share}`)),
        [width * share, horizonY + unit * 34],
        unit * 0.5,
      ),
    );
}
