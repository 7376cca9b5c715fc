import { darker, lighter, mix, type Colour } from './colour.js';
import type { Dice } from './dice.js';
import { ellipse, line, path, polygon, rect, type Drawing } from './drawing.js';
import type { Stage } from './stage.js';
import type { Place } from './vocabulary.js';
import { drawView } from './window-view.js';

/** A room seen from its open side. */
export interface Room {
  readonly left: number;
  readonly right: number;
  readonly ceilingY: number;
  readonly floorY: number;
  /** Not where the wall is needed for a board. */
  readonly window?: WindowBox | undefined;
}

export interface WindowBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Surfaces {
  readonly wall: readonly [Colour, ...Colour[]];
  readonly floor: Colour;
}

const surfaces: Readonly<Partial<Record<Place, Surfaces>>> = {
  kitchen: { wall: ['#e9dcc0', '#cfe0d6'], floor: '#b08a68' },
  bedroom: { wall: ['#c8cfdc', '#dcc7c2'], floor: '#9a7858' },
  office: { wall: ['#d5d8d6', '#c3ccd2'], floor: '#8f857a' },
  library: { wall: ['#8a6a50', '#7a6252'], floor: '#7a5238' },
  classroom: { wall: ['#e3dfc8', '#d5dccb'], floor: '#b59468' },
  cafe: { wall: ['#b5705a', '#8f7a5c', '#5f7a70'], floor: '#7d5a40' },
};
const livingRoom: Surfaces = { wall: ['#d8c4a8', '#b9c2ae', '#c9a890', '#a9b6bd'], floor: '#966d4a' };

export function roomOf(stage: Stage): Room {
  const { width, height, unit, dice } = stage;
  const throwing = dice.for('room');
  const isUpright = height > width;
  const inset = width * (isUpright ? 0.07 : 0.13);
  const floorY = height * 0.66;
  const ceilingY = Math.max(height * 0.07, floorY - unit * 78);
  const wide = unit * throwing.between(30, 38) * (isUpright ? 0.8 : 1);
  const tall = Math.min(unit * throwing.between(34, 40), (floorY - ceilingY) * 0.66);
  const middle = width * (0.5 + stage.sunSide * (isUpright ? 0.16 : 0.17));
  const window = { x: middle - wide / 2, y: floorY - unit * 18 - tall, width: wide, height: tall };
  const hasWindow = stage.setting.place !== 'classroom' || width > height * 1.4;
  return { left: inset, right: width - inset, ceilingY, floorY, window: hasWindow ? window : undefined };
}

export function drawRoom(stage: Stage, drawing: Drawing, room: Room) {
  const { width, height, light, dice } = stage;
  const { wall: walls, floor } = surfaces[stage.setting.place] ?? livingRoom;
  const throwing = dice.for('walls');
  const tint = roomTint(stage);
  const wall = tint(throwing.pick(walls));
  const { left, right, ceilingY, floorY } = room;
  const fromWindow = stage.sunSide > 0 ? [1, 0] : [0, 1];
  drawing.add(
    rect([0, 0, width, height], darker(wall, 0.3)),
    polygon(`0 0L${width} 0L${right} ${ceilingY}L${left} ${ceilingY}`, mix(lighter(wall, 0.4), light.ambient, 0.25)),
    polygon(`0 0L${left} ${ceilingY}L${left} ${floorY}L0 ${height}`, darker(wall, fromWindow[1] ? 0.34 : 0.2)),
    polygon(
      `${width} 0L${right} ${ceilingY}L${right} ${floorY}L${width} ${height}`,
      darker(wall, fromWindow[0] ? 0.34 : 0.2),
    ),
    rect(
      [left, ceilingY, right - left, floorY - ceilingY],
      drawing.linear([
        [0, darker(wall, 0.1)],
        [0.6, wall],
        [1, lighter(wall, 0.08)],
      ]),
    ),
  );
  drawFloor(stage, drawing, room, tint(floor));
  drawing.add(rect([left, floorY - stage.unit * 2, right - left, stage.unit * 2], lighter(wall, 0.45)));
  if (room.window) drawWindow(stage, drawing, room.window, wall);
  if (light.isDark) drawPendant(stage, drawing, room);
}

/** Colours of a room: lamps are lit in it when it is dark outside. */
export function roomTint({ light, setting }: Stage) {
  const share = setting.time === 'night' ? 0.3 : light.isDark ? 0.22 : 0.07;
  return (material: Colour) =>
    mix(mix(light.grade(material), light.ambient, share), light.isDark ? '#ffb866' : '#fff3dc', 0.1);
}

function drawFloor(
  { width, height, light, unit }: Stage,
  drawing: Drawing,
  { left, right, floorY }: Room,
  floor: Colour,
) {
  drawing.add(
    polygon(
      `${left} ${floorY}L${right} ${floorY}L${width} ${height}L0 ${height}`,
      drawing.linear([
        [0, mix(floor, light.skyLow, 0.12)],
        [1, darker(floor, 0.28)],
      ]),
    ),
  );
  for (let index = 1; index < 12; index += 1) {
    const share = index / 12;
    const [top, bottom] = [left + (right - left) * share, -width * 0.25 + width * 1.5 * share];
    drawing.add(line(`${top} ${floorY}L${bottom} ${height}`, darker(floor, 0.35), unit * 0.16, 0.55));
  }
}

function drawWindow(stage: Stage, drawing: Drawing, window: WindowBox, wall: Colour) {
  const { unit, dice } = stage;
  const { x, y, width, height } = window;
  const frame = lighter(wall, 0.65);
  drawing.add(
    rect([x - unit * 1.6, y - unit * 1.6, width + unit * 3.2, height + unit * 3.2], darker(wall, 0.25)),
    rect([x - unit, y - unit, width + unit * 2, height + unit * 2], frame),
  );
  drawView(stage, drawing, window);
  drawing.add(
    rect([x + width / 2 - unit * 0.5, y, unit, height], frame),
    rect([x, y + height * 0.4, width, unit * 0.8], frame),
    rect([x - unit * 2.4, y + height + unit * 0.8, width + unit * 4.8, unit * 1.8], lighter(frame, 0.3)),
  );
  const cloth = mix(stage.light.accent, wall, dice.for('curtain').between(0.25, 0.6));
  for (const side of [-1, 1]) drawCurtain(stage, drawing, { window, side, cloth });
  drawing.add(rect([x - unit * 9, y - unit * 4, width + unit * 18, unit * 0.9], darker(wall, 0.55), unit * 0.4));
}

interface Curtain {
  readonly window: WindowBox;
  readonly side: number;
  readonly cloth: Colour;
}

function drawCurtain({ unit }: Stage, drawing: Drawing, { window: { x, y, width, height }, side, cloth }: Curtain) {
  const inner = side < 0 ? x + unit : x + width - unit;
  const outer = inner + side * unit * 8;
  const [top, bottom] = [y - unit * 3.6, y + height + unit * 9];
  const tied = y + height * 0.62;
  drawing.add(
    path(
      `M${inner - side * unit * 3} ${top}Q${inner - side * unit} ${tied - unit * 6} ${outer - side * unit * 4} ${tied}Q${outer - side * unit * 5} ${bottom - unit * 6} ${outer - side * unit * 5.5} ${bottom}L${outer + side * unit} ${bottom}L${outer} ${top}Z`,
      cloth,
    ),
  );
  for (const share of [0.25, 0.5, 0.75]) {
    const at = outer + (inner - side * unit * 3 - outer) * share;
    drawing.add(
      path(
        `M${at} ${top}Q${at + side * unit} ${tied - unit * 8} ${outer - side * unit * 4 * share} ${tied}L${outer - side * unit * 5 * share} ${bottom}`,
        'none',
        { stroke: darker(cloth, 0.28), width: unit * 0.45, opacity: 0.6 },
      ),
    );
  }
}

/** A lamp that hangs from the ceiling. */
function drawPendant({ width, unit, light, sunSide }: Stage, drawing: Drawing, { ceilingY }: Room) {
  const [x, y] = [width * (0.5 - sunSide * 0.06), ceilingY + unit * 9];
  const glow = drawing.radial([
    [0, '#ffdf9e', 0.55],
    [0.3, '#ffd28a', 0.24],
    [1, '#ffd28a', 0],
  ]);
  drawing.add(
    line(`${x} 0L${x} ${y - unit * 3}`, darker(light.ambient, 0.6), unit * 0.3),
    ellipse([x, y + unit * 12], [unit * 52, unit * 44], glow),
    polygon(
      `${x - unit * 6} ${y + unit * 1.5}L${x - unit * 2} ${y - unit * 3.4}L${x + unit * 2} ${y - unit * 3.4}L${x + unit * 6} ${y + unit * 1.5}`,
      light.accent,
    ),
    ellipse([x, y + unit * 1.5], [unit * 6, unit * 1.1], '#fff0c8'),
  );
}

/** What the window throws on the floor, and a carpet. */
export function drawFloorLight(stage: Stage, drawing: Drawing, room: Room, dice: Dice) {
  const { unit, light, height, sunSide, width } = stage;
  const { window, floorY } = room;
  const cloth = roomTint(stage)(dice.pick(['#9a4a42', '#4a6a7a', '#b58f52', '#6a5a7a']));
  const middle = [width * (0.5 - sunSide * 0.06), floorY + (height - floorY) * 0.55] as const;
  const [rx, ry] = [Math.min(unit * 44, width * 0.4), unit * 9];
  drawing.add(
    ellipse(middle, [rx, ry], darker(cloth, 0.2)),
    ellipse(middle, [rx * 0.93, ry * 0.88], cloth),
    ellipse(middle, [rx * 0.8, ry * 0.7], 'none', { stroke: lighter(cloth, 0.4), width: unit * 0.5, opacity: 0.7 }),
  );
  if (!window) return;
  const lean = -sunSide * unit * 20;
  const [near, far] = [floorY + (height - floorY) * 0.75, floorY + unit * 2];
  const glow = drawing.linear([
    [0, light.sun, light.isDark ? 0.16 : 0.38],
    [1, light.sun, 0.04],
  ]);
  drawing.add(
    polygon(
      `${window.x + lean * 0.3} ${far}L${window.x + window.width + lean * 0.3} ${far}L${window.x + window.width + lean * 1.4} ${near}L${window.x + lean * 1.4 - unit * 6} ${near}`,
      glow,
    ),
  );
}
