import { creature, bird, butterfly } from './creatures.js';
import type { Dice } from './dice.js';
import { darker, lighter, mix } from './colour.js';
import { ellipse, path, placed, type Drawing } from './drawing.js';
import { astronaut } from './astronaut.js';
import { figure } from './folk.js';
import { FreePlaces } from './free-places.js';
import { outdoorPieces } from './outdoor-things.js';
import { signPlace } from './place-sign.js';
import { kite } from './small-things.js';
import type { Ink, Stage } from './stage.js';
import type { FlyingThing, OutdoorThing } from './thing-words.js';
import { airplane, balloon, rocket } from './vehicles.js';

interface Standing {
  readonly nearness: number;
  readonly x: number;
  readonly scale: number;
  readonly svg: string;
  readonly isMirrored: boolean;
}

const smallestNearness = { sea: 0.62, harbour: 0.66, lake: 0.58 } as const;

/** All that stands on the ground: things, animals and people, those behind first. */
export function drawCast(stage: Stage, drawing: Drawing) {
  const { setting, dice } = stage;
  const side = dice.for('cast').pick([-1, 1]);
  const behind = new FreePlaces(0, stage.width);
  const before = new FreePlaces(stage.width * 0.04, stage.width * 0.96);
  if (setting.sign && !setting.sign.isTitle) before.take(signPlace(stage).width, signPlace(stage).x);
  const folk = castFolk(stage, drawing, before, -side);
  const things = thingsOf(stage).flatMap((name, index) => {
    if (name === 'road') return [];
    const piece = outdoorPieces[name];
    const nearness = piece.floats || standsOff(stage, name) ? piece.nearness : onLand(stage, piece.nearness);
    const isNear = nearness > 0.5;
    const scale = stage.scaleAt(nearness);
    const wanted = stage.width * (0.5 + side * (index === 0 ? 0.2 : 0.34 - 0.1 * index));
    const x = (isNear ? before : behind).take(piece.width * scale, wanted);
    if (x === undefined) return [];
    const isMirrored = x > stage.width / 2;
    const ink = stage.ink(drawing, 0.5 - nearness * 0.5, isMirrored);
    const svg = standingOn(stage, name, ink, piece.draw(ink, dice.for(`thing ${name}`), setting.season));
    return [{ nearness, x, scale, svg, isMirrored }];
  });
  const all = [...things, ...castAnimals(stage, drawing, before), ...folk];
  for (const { x, nearness, scale, svg, isMirrored } of all.sort((one, other) => one.nearness - other.nearness))
    drawing.add(placed(svg, [x, stage.groundY(nearness)], scale, isMirrored));
}

/** With what such places are seldom without. */
function thingsOf({ setting: { place, outdoorThings } }: Stage): readonly OutdoorThing[] {
  if (place === 'harbour' && !outdoorThings.includes('ship')) return [...new Set([...outdoorThings, 'boat' as const])];
  if (place === 'city') return [...new Set([...outdoorThings, 'streetLamp' as const])];
  return outdoorThings;
}

const tall = new Set<OutdoorThing>(['lighthouse', 'castle', 'church', 'windmill', 'house']);

/** By the sea, what is tall stands on a rock of its own in the water. */
const standsOff = ({ setting }: Stage, name: OutdoorThing) => setting.place === 'sea' && tall.has(name);

function standingOn(stage: Stage, name: OutdoorThing, ink: Ink, svg: string) {
  if (!standsOff(stage, name)) return svg;
  const stone = darker(ink.lit('#6f7a70'), 0.18);
  const wide = outdoorPieces[name as 'house'].width * 0.72 + 60;
  const foam = ellipse([0, 34], [wide * 1.12, 9], '#ffffff', { opacity: 0.35 });
  const rock = `M${-wide} 34L${-wide * 0.86} 4L${-wide * 0.6} -6L${wide * 0.55} -8L${wide * 0.8} 6L${wide} 34Z`;
  return (
    foam +
    path(rock, stone) +
    path(
      `M${-wide * 0.6} -6L${wide * 0.55} -8L${wide * 0.8} 6L${-wide * 0.2} 4Z`,
      mix(lighter(stone, 0.2), ink.light.sun, 0.2),
    ) +
    svg
  );
}

function onLand({ setting }: Stage, nearness: number) {
  const least =
    setting.place in smallestNearness ? smallestNearness[setting.place as keyof typeof smallestNearness] : 0;
  return Math.max(least, nearness);
}

function castFolk(stage: Stage, drawing: Drawing, places: FreePlaces, side: number): Standing[] {
  const { setting, dice } = stage;
  return setting.folk.flatMap((folk, index) => {
    const throwing = dice.for(`folk ${index}`);
    const nearness = 0.72 - 0.06 * (index % 3) + throwing.between(-0.02, 0.02);
    const scale = stage.scaleAt(nearness);
    const wanted = stage.width * (0.5 + side * (0.16 + 0.03 * index));
    const x = places.take(46 * scale, wanted);
    if (x === undefined) return [];
    const ink = stage.ink(drawing, 0.04);
    const coat = index === 0 ? stage.light.accent : undefined;
    const svg = setting.place === 'space' ? astronaut(ink) : figure(ink, folk, throwing, coat);
    return [{ nearness, x, scale, svg, isMirrored: false }];
  });
}

function castAnimals(stage: Stage, drawing: Drawing, places: FreePlaces): Standing[] {
  const { setting, dice } = stage;
  return setting.animals.flatMap((animal) => {
    const throwing = dice.for(`animal ${animal}`);
    const herd = animal === 'sheep' || animal === 'cow' ? 3 : 1;
    return Array.from({ length: herd }, (_, index): Standing | undefined => {
      const floats = animal === 'fish';
      const nearness = floats ? 0.22 : onLand(stage, 0.6 - 0.07 * index);
      const scale = stage.scaleAt(nearness);
      const x = places.take(
        (animal === 'dog' || animal === 'cat' ? 60 : 110) * scale,
        stage.width * throwing.between(0.25, 0.75),
      );
      const isMirrored = throwing.chance(0.5);
      const svg = creature(stage.ink(drawing, 0.1, isMirrored), animal, throwing);
      return x === undefined ? undefined : { nearness, x, scale, svg, isMirrored };
    }).filter((standing) => standing !== undefined);
  });
}

/** What flies, in the layer behind the ground. */
export function drawFlying(stage: Stage, drawing: Drawing) {
  const { setting, dice, width, horizonY, unit } = stage;
  const flies = setting.place === 'space' && setting.folk.length === 0 && !setting.outdoorThings.includes('rocket');
  if (flies)
    drawing.add(
      placed(
        `<g transform="rotate(28)">${rocket(stage.ink(drawing, 0.1), true)}</g>`,
        [width * 0.42, horizonY * 0.62],
        unit * 0.11,
      ),
    );
  setting.flying.forEach((name, index) => {
    const throwing = dice.for(`flying ${name}`);
    const x = width * (0.5 - stage.sunSide * throwing.between(0.08, 0.3)) + index * unit * 8;
    drawFlyer({ stage, drawing, throwing }, name, [x, horizonY * throwing.between(0.3, 0.5)]);
  });
  if (
    setting.flying.length === 0 &&
    dice.for('birds').chance(0.4) &&
    setting.time !== 'night' &&
    setting.place !== 'space'
  )
    drawFlyer({ stage, drawing, throwing: dice.for('birds') }, 'birds', [
      width * dice.for('birds at').between(0.3, 0.7),
      horizonY * 0.42,
    ]);
}

interface Flight {
  readonly stage: Stage;
  readonly drawing: Drawing;
  readonly throwing: Dice;
}

function drawFlyer({ stage, drawing, throwing }: Flight, name: FlyingThing, [x, y]: readonly [number, number]) {
  const { unit, light } = stage;
  const ink = stage.ink(drawing, 0.25);
  if (name === 'balloon') drawing.add(placed(balloon(ink, throwing), [x, y + unit * 8], unit * 0.13));
  else if (name === 'airplane')
    drawing.add(placed(`<g transform="rotate(-8)">${airplane(ink)}</g>`, [x, y], unit * 0.13));
  else if (name === 'kite') drawing.add(placed(kite(ink, throwing), [x, y], unit * 0.11));
  else {
    const count = name === 'birds' ? throwing.whole(4, 8) : 5;
    const dark = darker(light.skyMiddle, 0.62);
    for (let index = 0; index < count; index += 1) {
      const at = [x + unit * throwing.between(-16, 16), y + unit * throwing.between(-8, 8)] as const;
      const scale = unit * throwing.between(0.11, 0.24);
      if (name === 'birds') drawing.add(placed(bird(dark, throwing), at, scale));
      else drawing.add(placed(butterfly(ink, throwing), [at[0], at[1] + unit * 30], scale));
    }
  }
}
