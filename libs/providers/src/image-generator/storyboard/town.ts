import { darker, lighter, mix } from './colour.js';
import type { Dice } from './dice.js';
import { line, polygon, rect, type Drawing } from './drawing.js';
import type { Ink, Stage } from './stage.js';
import { pane } from './buildings.js';

export interface Row {
  readonly baseY: number;
  readonly rise: number;
  readonly blocks: number;
  readonly hasWindows: boolean;
}

/** Houses of a city beside each other, from edge to edge. */
export function drawSkyline(stage: Stage, ink: Ink, { baseY, rise, blocks, hasWindows }: Row, dice: Dice) {
  const { width } = stage;
  let x = -width * 0.02;
  while (x < width * 1.02) {
    const wide = (width / blocks) * dice.between(0.6, 1.35);
    const tall = rise * (0.3 + 0.7 * dice.next() ** 1.6);
    drawBlock(ink, { x, y: baseY - tall, wide, tall: stage.height - baseY + tall, seen: tall }, dice, hasWindows);
    x += wide + dice.between(0, wide * 0.08);
  }
}

interface Block {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly tall: number;
  /** So much of it is above ground. */
  readonly seen: number;
}

function drawBlock(ink: Ink, { x, y, wide, tall, seen }: Block, dice: Dice, hasWindows: boolean) {
  const wall = ink.lit(dice.pick(['#6b7480', '#8a7a6e', '#5d6878', '#97867a', '#737d86', '#7d6a66']));
  const { drawing } = ink;
  drawing.add(
    rect(
      [x, y, wide, tall],
      drawing.linear([
        [0, wall],
        [1, mix(wall, ink.light.haze, 0.35 * ink.light.hazeShare)],
      ]),
    ),
  );
  drawing.add(
    rect([ink.sunSide > 0 ? x + wide * 0.82 : x, y, wide * 0.18, tall], mix(lighter(wall, 0.12), ink.light.sun, 0.2)),
  );
  const roof = dice.whole(0, 4);
  if (roof === 0)
    drawing.add(polygon(`${x} ${y}L${x + wide / 2} ${y - wide * 0.4}L${x + wide} ${y}`, darker(wall, 0.1)));
  if (roof === 1)
    drawing.add(
      rect([x + wide * 0.2, y - wide * 0.16, wide * 0.6, wide * 0.17], wall),
      line(`${x + wide / 2} ${y}L${x + wide / 2} ${y - wide * 0.7}`, darker(wall, 0.2), wide * 0.025),
    );
  if (roof === 2) drawing.add(rect([x - wide * 0.03, y - wide * 0.05, wide * 1.06, wide * 0.07], darker(wall, 0.15)));
  if (!hasWindows) return;
  const columns = Math.max(3, Math.round(wide / (seen / 9 + 8)));
  const [step, down] = [wide / columns, Math.min(seen / 5, (wide / columns) * 1.35)];
  for (let row = 0; row * down < seen - down * 0.9; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const isLit = ink.isDark && dice.chance(0.42);
      const glass = isLit ? ink.light.grade(dice.pick(['#ffd98a', '#ffc56b', '#ffe7b0'])) : darker(wall, 0.24);
      drawing.add(rect([x + step * (column + 0.25), y + down * (row + 0.35), step * 0.5, down * 0.5], glass));
    }
}

/** A street that leads away, between two rows of houses. */
export function drawStreet(stage: Stage, drawing: Drawing, dice: Dice) {
  const { width, height, horizonY, unit } = stage;
  const [near, far] = [stage.ink(drawing, 0.05), stage.ink(drawing, 0.5)];
  const vanishX = width * dice.between(0.46, 0.54);
  const [road, walk] = [near.lit('#4e535b'), near.lit('#9a958c')];
  const isWet = stage.setting.weather === 'rain' || stage.setting.weather === 'storm';
  drawing.add(
    rect(
      [0, horizonY, width, height - horizonY],
      drawing.linear([
        [0, far.lit('#9a958c')],
        [0.5, walk],
        [1, darker(walk, 0.15)],
      ]),
    ),
    polygon(
      `${vanishX - unit * 2.5} ${horizonY}L${vanishX + unit * 2.5} ${horizonY}L${width * 0.86} ${height}L${width * 0.14} ${height}`,
      drawing.linear([
        [0, far.lit('#5c6067')],
        [0.6, road],
        [1, darker(road, 0.2)],
      ]),
    ),
  );
  for (let index = 1; index < 7; index += 1) {
    const [from, to] = [(index / 7) ** 2, ((index + 0.5) / 7) ** 2];
    const at = (share: number) => horizonY + (height - horizonY) * share;
    const half = (share: number) => unit * 0.15 + unit * 1.3 * share;
    const middle = (share: number) => vanishX + (width / 2 - vanishX) * share;
    drawing.add(
      polygon(
        `${middle(from) - half(from)} ${at(from)}L${middle(from) + half(from)} ${at(from)}L${middle(to) + half(to)} ${at(to)}L${middle(to) - half(to)} ${at(to)}`,
        near.lit('#e8e2d0'),
        { opacity: 0.8 },
      ),
    );
  }
  if (isWet)
    drawing.add(
      polygon(
        `${vanishX - unit * 2} ${horizonY}L${vanishX + unit * 2} ${horizonY}L${width * 0.7} ${height}L${width * 0.3} ${height}`,
        drawing.linear([
          [0, stage.light.skyLow, 0.55],
          [1, stage.light.skyLow, 0.1],
        ]),
      ),
    );
  for (const side of [-1, 1]) drawFacades(stage, drawing, { side, vanishX }, dice);
}

interface Facades {
  readonly side: number;
  readonly vanishX: number;
}

/** In perspective: each is nearer to the edge of the picture, and taller. */
function drawFacades(stage: Stage, drawing: Drawing, { side, vanishX }: Facades, dice: Dice) {
  const { width, height, horizonY } = stage;
  const edge = side < 0 ? 0 : width;
  const steps = [0.16, 0.3, 0.52, 0.86, 1.25];
  const top = horizonY * dice.between(0.72, 0.86);
  const at = (along: number) => ({
    x: vanishX + (edge - vanishX) * along,
    roof: horizonY - top * along,
    foot: horizonY + (height - horizonY) * 0.36 * along,
  });
  steps.slice(0, -1).forEach((from, index) => {
    const to = steps[index + 1] ?? 1;
    const ink = stage.ink(drawing, 0.55 - index * 0.15);
    const wall = ink.lit(dice.pick(['#b08a6e', '#8f6a5c', '#a39c8f', '#c4a684', '#7f8790']));
    const rise = dice.between(0.82, 1.12);
    const [a, b] = [at(from), at(to)];
    const lift = (y: number) => horizonY - (horizonY - y) * rise;
    const isBright = side !== stage.sunSide;
    const face = isBright ? mix(lighter(wall, 0.06), ink.light.sun, 0.1) : darker(wall, 0.2);
    drawing.add(polygon(`${a.x} ${lift(a.roof)}L${b.x} ${lift(b.roof)}L${b.x} ${b.foot}L${a.x} ${a.foot}`, face));
    drawing.add(line(`${a.x} ${lift(a.roof)}L${b.x} ${lift(b.roof)}`, darker(face, 0.3), 2 + index * 2));
    for (let row = 0; row < 4; row += 1) for (let column = 0; column < 3; column += 1) drawing.add(window(row, column));

    function window(row: number, column: number) {
      const [left, right] = [column / 3 + 0.1, column / 3 + 0.25].map((share) => at(from + (to - from) * share)) as [
        ReturnType<typeof at>,
        ReturnType<typeof at>,
      ];
      const yAt = (place: ReturnType<typeof at>, down: number) =>
        lift(place.roof) + (place.foot - lift(place.roof)) * down;
      const [upper, lower] = row === 3 ? [0.78, 0.97] : [0.1 + row * 0.22, 0.23 + row * 0.22];
      return polygon(
        `${left.x} ${yAt(left, upper)}L${right.x} ${yAt(right, upper)}L${right.x} ${yAt(right, lower)}L${left.x} ${yAt(left, lower)}`,
        pane(ink, dice),
      );
    }
  });
}
