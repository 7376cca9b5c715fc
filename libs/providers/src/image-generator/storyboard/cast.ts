import { creature, bird, butterfly } from './creatures.js';
import type { Dice } from './dice.js';
import { darker } from './colour.js';
import { placed, type Drawing } from './drawing.js';
import { figure } from './folk.js';
import { FreePlaces } from './free-places.js';
import { outdoorPieces } from './outdoor-things.js';
import { kite } from './small-things.js';
import type { Stage } from './stage.js';
import type { FlyingThing } from './thing-words.js';
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
  const folk = castFolk(stage, drawing, before, -side);
  const things = setting.outdoorThings.flatMap((name, index) => {
    if (name === 'road') return [];
    const piece = outdoorPieces[name];
    const nearness = piece.floats ? piece.nearness : onLand(stage, piece.nearness);
    const isNear = nearness > 0.5;
    const scale = stage.scaleAt(nearness);
    const wanted = stage.width * (0.5 + side * (index === 0 ? 0.2 : 0.34 - 0.1 * index));
    const x = (isNear ? before : behind).take(piece.width * scale, wanted);
    if (x === undefined) return [];
    const throwing = dice.for(`thing ${name}`);
    const svg = piece.draw(stage.ink(drawing, 0.5 - nearness * 0.5), throwing, setting.season);
    return [{ nearness, x, scale, svg, isMirrored: x > stage.width / 2 && name !== 'windmill' }];
  });
  const all = [...things, ...castAnimals(stage, drawing, before), ...folk];
  for (const { x, nearness, scale, svg, isMirrored } of all.sort((one, other) => one.nearness - other.nearness))
    drawing.add(placed(svg, [x, stage.groundY(nearness)], scale, isMirrored));
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
    const svg = figure(stage.ink(drawing, 0.04), folk, throwing, index === 0 ? stage.light.accent : undefined);
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
      const svg = creature(stage.ink(drawing, 0.1), animal, throwing);
      return x === undefined ? undefined : { nearness, x, scale, svg, isMirrored: throwing.chance(0.5) };
    }).filter((standing) => standing !== undefined);
  });
}

/** What flies, in the layer behind the ground. */
export function drawFlying(stage: Stage, drawing: Drawing) {
  const { setting, dice, width, horizonY, unit } = stage;
  const flies = setting.outdoorThings.includes('rocket') && setting.place === 'space';
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
