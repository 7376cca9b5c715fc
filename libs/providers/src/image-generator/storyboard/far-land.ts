import { lighter } from './colour.js';
import { polygon, placed, type Drawing, type Point } from './drawing.js';
import { drawHaze, drawMountains, drawRolling } from './land.js';
import type { Stage } from './stage.js';
import { drawSkyline } from './town.js';
import { conifer, tree } from './trees.js';
import type { Place } from './vocabulary.js';
import { drawWater } from './water.js';

/** What lies far away, down to the lower edge, so that nothing gapes when what is before it moves. */
export function drawFarLand(stage: Stage, drawing: Drawing) {
  const painters: Readonly<Partial<Record<Place, (stage: Stage, drawing: Drawing) => void>>> = {
    mountains: alpine,
    lake: alpine,
    snow: alpine,
    forest: woods,
    sea: open,
    harbour: bay,
    desert: dunes,
    city: skyline,
  };
  (painters[stage.setting.place] ?? countryside)(stage, drawing);
}

export const meadow = { spring: '#86b35c', summer: '#7fa653', autumn: '#b3934c', winter: '#e6edf3' } as const;

function alpine(stage: Stage, drawing: Drawing) {
  const { horizonY: y, unit, dice, setting } = stage;
  const baseY = y + unit * 3;
  drawMountains(
    stage,
    stage.ink(drawing, 0.85),
    { peaks: 4, baseY, rise: unit * 38, hasSnow: true },
    dice.for('far range'),
  );
  drawHaze(stage, drawing, [y - unit * 14, baseY], 0.8);
  drawMountains(
    stage,
    stage.ink(drawing, 0.55),
    { peaks: 3, baseY, rise: unit * 26, hasSnow: setting.season === 'winter' },
    dice.for('near range'),
  );
  drawHaze(stage, drawing, [y - unit * 9, baseY], 0.8);
  ridgeWithTrees(stage, drawing, 0.42);
}

function countryside(stage: Stage, drawing: Drawing) {
  const { horizonY: y, unit, dice } = stage;
  if (dice.for('far range').chance(0.5))
    drawMountains(
      stage,
      stage.ink(drawing, 0.92),
      { peaks: 9, baseY: y, rise: unit * 24, hasSnow: false },
      dice.for('far range'),
    );
  const greens = ['#6f9a6a', '#6a9458', '#749a50'];
  [0.85, 0.65].forEach((distance, index) => {
    const colour = stage
      .ink(drawing, distance)
      .lit(stage.setting.season === 'winter' ? '#dbe4ec' : (greens[index] ?? '#6a9458'));
    drawRolling(
      stage,
      drawing,
      { y: y - unit * (9 - index * 5), swing: unit * 4.5, colour },
      dice.for(`hill ${index}`),
    );
    drawHaze(stage, drawing, [y - unit * (9 - index * 5), y + unit * 4], 0.5);
  });
  ridgeWithTrees(stage, drawing, 0.45);
}

function ridgeWithTrees(stage: Stage, drawing: Drawing, distance: number) {
  const { horizonY, unit, dice, setting } = stage;
  const ink = stage.ink(drawing, distance);
  const throwing = dice.for('ridge');
  const swing = unit * 2;
  const points = drawRolling(
    stage,
    drawing,
    { y: horizonY - unit * 0.5, swing, colour: ink.lit(meadow[setting.season]) },
    throwing,
  );
  for (const [x, y] of points) {
    const count = throwing.whole(0, 4);
    for (let index = 0; index < count; index += 1) {
      const at: Point = [x + unit * throwing.between(-5, 5), y + unit * throwing.between(0.6, 1.8)];
      drawing.add(placed(tree(ink, setting.season, throwing), at, (unit * throwing.between(4.5, 9)) / 100));
    }
  }
}

function woods(stage: Stage, drawing: Drawing) {
  const { horizonY, unit, dice, width, setting } = stage;
  const hill = stage.ink(drawing, 0.9).lit('#5f8a6a');
  drawRolling(stage, drawing, { y: horizonY - unit * 14, swing: unit * 5, colour: hill }, dice.for('hill'));
  [0.78, 0.58, 0.38].forEach((distance, row) => {
    const throwing = dice.for(`trees ${row}`);
    const ink = stage.ink(drawing, distance);
    const step = unit * (3.6 + row * 1.6);
    for (let x = -step; x < width + step; x += step * throwing.between(0.6, 1.1)) {
      const tall = unit * (24 + row * 9) * throwing.between(0.7, 1.15);
      const kind = throwing.chance(0.65) ? conifer(ink, setting.season, throwing) : tree(ink, setting.season, throwing);
      drawing.add(placed(kind, [x, horizonY + unit * (1 + row * 1.6)], tall / 100));
    }
    drawHaze(stage, drawing, [horizonY - unit * 16, horizonY + unit * 3], 0.62);
  });
  drawRolling(
    stage,
    drawing,
    { y: horizonY + unit, swing: unit, colour: stage.ink(drawing, 0.4).lit('#55733f') },
    dice.for('floor'),
  );
}

function open(stage: Stage, drawing: Drawing) {
  const { width, horizonY: y, unit, dice, height, sunSide } = stage;
  const throwing = dice.for('cape');
  const edge = sunSide > 0 ? 0 : width;
  const cape = Array.from({ length: 9 }, (_, index): Point => {
    const along = index / 8;
    return [edge + sunSide * width * 0.42 * along, y - unit * 13 * (1 - along) ** 1.6 * throwing.between(0.75, 1.15)];
  });
  drawing.add(
    polygon([[edge, y + 2], ...cape, [edge + sunSide * width * 0.42, y + 2]], stage.ink(drawing, 0.8).lit('#5f7a72')),
  );
  drawWater(stage, drawing, [y, height], dice.for('water'));
}

function bay(stage: Stage, drawing: Drawing) {
  const { horizonY, unit, dice, height } = stage;
  drawRolling(
    stage,
    drawing,
    { y: horizonY - unit * 9, swing: unit * 6, colour: stage.ink(drawing, 0.85).lit('#6a8a72') },
    dice.for('hill'),
  );
  drawSkyline(
    stage,
    stage.ink(drawing, 0.6),
    { baseY: horizonY, rise: unit * 11, blocks: 16, hasWindows: true },
    dice.for('town'),
  );
  drawWater(stage, drawing, [horizonY, height], dice.for('water'));
}

function dunes(stage: Stage, drawing: Drawing) {
  const { horizonY: y, unit, dice, width } = stage;
  const throwing = dice.for('mesas');
  const rock = stage.ink(drawing, 0.82).lit('#b5704a');
  for (let index = 0; index < 3; index += 1) {
    const [x, half, tall] = [
      width * (index * 0.36 + throwing.between(0, 0.25)),
      unit * throwing.between(7, 15),
      unit * throwing.between(7, 17),
    ];
    drawing.add(
      polygon(
        `${x - half * 1.5} ${y}L${x - half} ${y - tall * 0.55}L${x - half * 0.9} ${y - tall}L${x + half * 0.9} ${y - tall}L${x + half} ${y - tall * 0.5}L${x + half * 1.5} ${y}`,
        rock,
      ),
      polygon(
        `${x} ${y - tall}L${x + stage.sunSide * half * 0.9} ${y - tall}L${x + stage.sunSide * half} ${y - tall * 0.5}L${x + stage.sunSide * half * 1.5} ${y}L${x} ${y}`,
        lighter(rock, 0.12),
      ),
    );
  }
  ['#e0a868', '#dba05c', '#d3964f'].forEach((sand, index) => {
    const colour = stage.ink(drawing, 0.7 - index * 0.2).lit(sand);
    drawRolling(
      stage,
      drawing,
      { y: y + unit * (index * 4 - 2), swing: unit * (3 + index), colour },
      dice.for(`dune ${index}`),
    );
  });
}

function skyline(stage: Stage, drawing: Drawing) {
  const { horizonY: baseY, unit, dice, width } = stage;
  const blocks = Math.max(5, width / (unit * 11));
  [0.88, 0.7, 0.5].forEach((distance, row) => {
    drawSkyline(
      stage,
      stage.ink(drawing, distance),
      { baseY: baseY + unit, rise: unit * (52 - row * 13), blocks: blocks * (1.4 - row * 0.25), hasWindows: row > 0 },
      dice.for(`row ${row}`),
    );
    drawHaze(stage, drawing, [baseY - unit * 22, baseY + unit], 0.7);
  });
}
