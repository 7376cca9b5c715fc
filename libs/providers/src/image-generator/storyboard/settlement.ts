import { house } from './buildings.js';
import { conifer } from './trees.js';
import { placed, type Drawing, type Point } from './drawing.js';
import type { Stage } from './stage.js';

/** The houses of a village, along the horizon. */
export function drawVillage(stage: Stage, drawing: Drawing) {
  const { unit, dice, width } = stage;
  const throwing = dice.for('village');
  const count = Math.max(4, Math.round(width / (unit * 22)));
  const homes = Array.from({ length: count }, (_, index) => ({
    x: ((index + throwing.between(0.2, 0.8)) / count) * width,
    near: throwing.between(0.06, 0.16),
    isMirrored: throwing.chance(0.5),
  }));
  for (const { x, near, isMirrored } of homes.sort((one, other) => one.near - other.near)) {
    const at: Point = [x, stage.groundY(near)];
    const home = house(stage.ink(drawing, 0.5 - near, isMirrored), throwing);
    drawing.add(placed(home, at, (unit * (5 + 24 * near)) / 100, isMirrored));
  }
}

/** Trunks and firs at both sides, as if one stood among them. */
export function drawWoodsAround(stage: Stage, drawing: Drawing) {
  const { unit, dice, width, height, setting } = stage;
  const throwing = dice.for('woods');
  for (const [share, near] of [
    [0.04, 0.3],
    [0.2, 0.16],
    [0.78, 0.18],
    [0.95, 0.34],
  ] as const) {
    const ink = stage.ink(drawing, 0.3 - near * 0.7);
    const x = width * (share + throwing.between(-0.04, 0.04));
    drawing.add(
      placed(conifer(ink, setting.season, throwing), [x, stage.groundY(near)], (unit * (52 + 120 * near)) / 100),
    );
  }
  for (const side of [-1, 1]) {
    const [x, wide] = [side < 0 ? -unit * 2 : width + unit * 2, unit * throwing.between(7, 11)];
    const bark = stage.ink(drawing, 0).lit('#3f3229');
    const inner = x - side * wide;
    drawing.add(
      `<path d="M${x} 0L${inner + side * unit * 2} 0Q${inner} ${height * 0.6} ${inner - side * unit * 4} ${height}L${x} ${height}Z" fill="${bark}"/>`,
    );
  }
}
