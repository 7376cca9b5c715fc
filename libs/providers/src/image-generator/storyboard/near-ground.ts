import { darker, lighter } from './colour.js';
import { path, placed, polygon, rect, round, type Drawing } from './drawing.js';
import { drawRolling, drawHaze } from './land.js';
import { meadow } from './far-land.js';
import type { Stage } from './stage.js';
import { drawVillage, drawWoodsAround } from './settlement.js';
import { drawStreet } from './town.js';
import { flower, grass } from './trees.js';
import { drawShore, drawWater } from './water.js';

/** What people stand on; the waters and roads in it, too. */
export function drawNearGround(stage: Stage, drawing: Drawing) {
  const { place } = stage.setting;
  if (place === 'city') return drawStreet(stage, drawing, stage.dice.for('street'));
  if (place === 'sea') return drawBeach(stage, drawing);
  if (place === 'harbour') return drawQuay(stage, drawing);
  const colour = groundColour(stage, drawing);
  const y = stage.groundY(place === 'lake' ? 0.46 : 0.07);
  if (place === 'lake') drawWater(stage, drawing, [stage.groundY(0.03), stage.groundY(0.7)], stage.dice.for('water'));
  drawRolling(stage, drawing, { y, swing: stage.unit * 1.6, colour }, stage.dice.for('ground'));
  if (place === 'river') drawBand(stage, drawing, { isWater: true, endWidth: 52 });
  else if (stage.setting.outdoorThings.includes('road') || place === 'village')
    drawBand(stage, drawing, { isWater: false, endWidth: 34 });
  drawHaze(stage, drawing, [stage.groundY(-0.06), stage.groundY(0.12)], 0.35);
  if (place === 'village') drawVillage(stage, drawing);
  if (place === 'field') drawFurrows(stage, drawing, colour);
  drawGrowth(stage, drawing, colour);
  if (place === 'forest') drawWoodsAround(stage, drawing);
}

function groundColour(stage: Stage, drawing: Drawing) {
  const { place, season, weather } = stage.setting;
  const { lit } = stage.ink(drawing, 0.16);
  if (place === 'desert') return lit('#d89a52');
  if (weather === 'snow' || season === 'winter' || place === 'snow') return lit('#e9eff5');
  if (place === 'field') return lit(season === 'spring' ? '#93b65a' : '#d3b35a');
  if (place === 'forest') return lit(season === 'autumn' ? '#a0703c' : '#5f7d45');
  return lit(meadow[season]);
}

function drawBeach(stage: Stage, drawing: Drawing) {
  drawShore(
    stage,
    drawing,
    { y: stage.groundY(0.5), sand: stage.ink(drawing, 0.1).lit('#e2c692') },
    stage.dice.for('shore'),
  );
}

function drawQuay(stage: Stage, drawing: Drawing) {
  const { width, height, unit } = stage;
  const y = stage.groundY(0.52);
  const stone = stage.ink(drawing, 0.1).lit('#a39a8e');
  drawing.add(
    rect([0, y, width, unit * 5], darker(stone, 0.35)),
    rect([0, y - unit * 1.2, width, unit * 2.4], lighter(stone, 0.18)),
    rect(
      [0, y + unit * 1.2, width, height - y],
      drawing.linear([
        [0, stone],
        [1, darker(stone, 0.25)],
      ]),
    ),
  );
  for (let index = 0; index < 7; index += 1) {
    const top = y + unit * 1.2 + ((height - y) * index * (index + 3)) / 60;
    drawing.add(rect([0, top, width, unit * 0.22], darker(stone, 0.3)));
  }
}

/** Rows of what grows there, which meet at the horizon. */
function drawFurrows(stage: Stage, drawing: Drawing, colour: string) {
  const { width, height, dice } = stage;
  const [y, vanishX] = [stage.groundY(0.1), width * dice.for('furrows').between(0.35, 0.65)];
  for (let index = -14; index < 15; index += 1) {
    const [far, near] = [vanishX + index * width * 0.035, vanishX + index * width * 0.16];
    const fill = drawing.linear([
      [0, darker(colour, 0.02)],
      [1, darker(colour, 0.2)],
    ]);
    drawing.add(
      polygon(
        `${round(far)} ${round(y)}L${round(far + width * 0.014)} ${round(y)}L${round(near + width * 0.07)} ${height}L${round(near)} ${height}`,
        fill,
        { opacity: 0.55 },
      ),
    );
  }
}

interface Band {
  readonly isWater: boolean;
  /** At the lower edge, in hundredths of the shorter side. */
  readonly endWidth: number;
}

/** A river or a road that winds from the horizon to the lower edge. */
function drawBand(stage: Stage, drawing: Drawing, { isWater, endWidth }: Band) {
  const { width, height, unit, dice } = stage;
  const throwing = dice.for('band');
  const side = throwing.pick([-1, 1]);
  const [farX, nearX] = [width * (0.5 + side * 0.14), width * (0.5 - side * throwing.between(0.02, 0.16))];
  const y = stage.groundY(0.06);
  const [bendY, down] = [stage.groundY(0.3), height + 2];
  const half = (unit * endWidth) / 2;
  const edge = (sign: number) => ({
    from: farX + sign * unit * 0.7,
    bend: width * (0.5 - side * 0.2) + sign * half * 0.24,
    to: nearX + sign * half,
  });
  const [left, right] = [edge(-1), edge(1)];
  const shape = `M${round(left.from)} ${round(y)}C${round(left.from)} ${round(bendY)} ${round(left.bend)} ${round(bendY)} ${round(left.to)} ${down}L${round(right.to)} ${down}C${round(right.bend)} ${round(bendY)} ${round(right.from)} ${round(bendY)} ${round(right.from)} ${round(y)}Z`;
  const dirt = stage.ink(drawing, 0.15).lit(stage.setting.season === 'winter' ? '#c9ced4' : '#c8aa7c');
  if (!isWater)
    drawing.add(
      path(
        shape,
        drawing.linear([
          [0, lighter(dirt, 0.15)],
          [1, darker(dirt, 0.12)],
        ]),
      ),
    );
  else {
    drawing.add(path(shape, darker(dirt, 0.35), { stroke: darker(dirt, 0.35), width: unit * 1.1 }));
    const clip = drawing.clip(path(shape, '#000000'));
    drawing.add(`<g clip-path="${clip}">`);
    drawWater(stage, drawing, [stage.groundY(0.05), height], throwing);
    drawing.add('</g>');
  }
}

const blossoms = ['#f4f0e8', '#f2c14e', '#e0728a', '#b58ad0'] as const;

/** Grass and flowers, larger where they are nearer. */
function drawGrowth(stage: Stage, drawing: Drawing, ground: string) {
  const { width, dice, setting } = stage;
  const throwing = dice.for('growth');
  const isBare = setting.place === 'desert' || setting.season === 'winter';
  const blooms = setting.season === 'spring' || setting.place === 'garden';
  const places = Array.from({ length: isBare ? 14 : 120 }, () => ({
    x: throwing.next() * width,
    near: 0.12 + 0.88 * throwing.next(),
  }));
  const [from, ink] = [stage.groundY(setting.place === 'lake' ? 0.5 : 0.1), stage.ink(drawing, 0.1)];
  for (const { x, near } of places.sort((one, other) => one.near - other.near)) {
    const y = Math.max(from, stage.groundY(near));
    const shade = throwing.chance(0.5) ? darker(ground, 0.14) : lighter(ground, 0.12);
    const isFlower = !isBare && throwing.chance(blooms ? 0.35 : 0.08);
    const scale = stage.scaleAt(near) * (isFlower ? 0.75 : 0.8);
    drawing.add(
      placed(isFlower ? flower(ink, throwing.pick(blossoms), throwing) : grass(shade, throwing), [x, y], scale),
    );
  }
}
