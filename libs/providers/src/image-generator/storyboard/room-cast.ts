import { placed, type Drawing } from './drawing.js';
import { figure } from './folk.js';
import { FreePlaces } from './free-places.js';
import { furniture } from './furniture.js';
import { roomTint, type Room } from './room.js';
import type { Ink, Stage } from './stage.js';
import type { IndoorThing } from './thing-words.js';
import { creature } from './creatures.js';
import type { Place } from './vocabulary.js';

const usual: Readonly<Partial<Record<Place, readonly IndoorThing[]>>> = {
  livingRoom: ['armchair', 'floorLamp', 'painting', 'plant'],
  kitchen: ['stove', 'table', 'clock', 'plant'],
  bedroom: ['bed', 'floorLamp', 'painting'],
  office: ['desk', 'clock', 'bookshelf', 'plant'],
  library: ['bookshelf', 'bookshelf', 'armchair', 'floorLamp', 'bookshelf'],
  classroom: ['blackboard', 'desk', 'clock', 'plant'],
  cafe: ['table', 'painting', 'floorLamp', 'chair', 'plant'],
};
const mostFurniture = 6;
/** Of what hangs: it stays below the ceiling. */
const highest = 206;

/** Furniture along the wall, behind those who are in the room. */
export function drawFurniture(stage: Stage, drawing: Drawing, room: Room) {
  const { unit, setting, dice } = stage;
  const ink = roomInk(stage, drawing);
  const scale = (unit * (stage.height > stage.width ? 30 : 36)) / 100;
  const standing = new FreePlaces(room.left, room.right);
  const hanging = new FreePlaces(room.left, room.right);
  const { window } = room;
  const lowered = Math.max(0, highest * scale - (room.floorY - room.ceilingY) + unit * 4);
  if (window) hanging.take(window.width + unit * 8, window.x + window.width / 2);
  for (const [index, name] of namesOf(stage)
    .filter((name) => furniture[name].stands !== 'floor')
    .entries()) {
    const piece = furniture[name];
    const isTall = name === 'bookshelf' || name === 'fireplace' || name === 'door' || name === 'stove';
    const wanted = stage.width * (0.5 - stage.sunSide * (0.2 - 0.12 * index));
    const wide = piece.width * scale * 1.06;
    const rows = piece.stands === 'hangs' ? [hanging] : isTall ? [hanging, standing] : [standing];
    const x = takeInAll(rows, wide, wanted);
    if (x === undefined) continue;
    const y = room.floorY + (piece.stands === 'hangs' ? lowered : unit * 1.6);
    drawing.add(placed(piece.draw(ink, dice.for(`${name} ${setting.place} ${index}`)), [x, y], scale));
  }
}

/** Where it is free in all rows. */
function takeInAll([first, second]: readonly FreePlaces[], width: number, wanted: number) {
  const x = first?.take(width, wanted);
  if (x === undefined || !second) return x;
  return second.take(width, x) === x ? x : undefined;
}

function namesOf({ setting }: Stage): IndoorThing[] {
  const named = setting.indoorThings;
  const rest = (usual[setting.place] ?? []).filter((name) => !named.includes(name));
  return [...named, ...rest].slice(0, Math.max(mostFurniture, named.length));
}

/** Those who are in the room, and what stands in the middle of it. */
export function drawInhabitants(stage: Stage, drawing: Drawing, room: Room) {
  const { unit, setting, dice, height, width } = stage;
  const ink = roomInk(stage, drawing);
  const places = new FreePlaces(width * 0.06, width * 0.94);
  const y = room.floorY + (height - room.floorY) * 0.5;
  const scale = (unit * 46) / 100;
  const inMiddle = namesOf(stage).filter((name) => furniture[name].stands === 'floor');
  const parts = setting.folk.map((folk, index) => {
    const throwing = dice.for(`folk ${index}`);
    const x = places.take(48 * scale, width * (0.5 - stage.sunSide * (index === 0 ? 0.07 : 0.12 - 0.14 * index)));
    const at = y + unit * throwing.between(-2, 3);
    const svg = figure(ink, folk, throwing, index === 0 ? stage.light.accent : undefined);
    return x === undefined ? undefined : { at, svg: placed(svg, [x, at], scale) };
  });
  const things = inMiddle.map((name, index) => {
    const piece = furniture[name];
    const x = places.take(piece.width * scale, width * (0.5 + stage.sunSide * (0.17 + 0.2 * index)));
    const at = y + unit * 2;
    return x === undefined ? undefined : { at, svg: placed(piece.draw(ink, dice.for(name)), [x, at], scale) };
  });
  const animals = setting.animals.slice(0, 2).map((animal) => {
    const throwing = dice.for(`animal ${animal}`);
    const x = places.take(64 * scale, width * throwing.between(0.3, 0.7));
    const at = y + unit * 6;
    return x === undefined
      ? undefined
      : { at, svg: placed(creature(ink, animal, throwing), [x, at], scale, throwing.chance(0.5)) };
  });
  const all = [...parts, ...things, ...animals].filter((part) => part !== undefined);
  drawing.add(...all.sort((one, other) => one.at - other.at).map(({ svg }) => svg));
}

function roomInk(stage: Stage, drawing: Drawing): Ink {
  return { ...stage.ink(drawing, 0), lit: roomTint(stage) };
}
