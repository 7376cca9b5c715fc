import { bridge, castle, church, house, lighthouse, windmill } from './buildings.js';
import type { Dice } from './dice.js';
import { bench, campfire, fence, robot, rocks, snowman, streetLamp, tent } from './small-things.js';
import type { Ink } from './stage.js';
import type { OutdoorThing } from './thing-words.js';
import { bush, broadleaf, flower, palm, tree } from './trees.js';
import { bicycle, car, rocket, sailboat, ship, train } from './vehicles.js';
import type { Season } from './vocabulary.js';

export interface OutdoorPiece {
  readonly draw: (ink: Ink, dice: Dice, season: Season) => string;
  /** Where a person is 100 high. */
  readonly width: number;
  /** 0 at the horizon, 1 at the lower edge. */
  readonly nearness: number;
  readonly floats?: boolean;
}

/** A road is no thing that stands somewhere: it is part of the ground. */
export const outdoorPieces: Readonly<Record<Exclude<OutdoorThing, 'road'>, OutdoorPiece>> = {
  house: { draw: house, width: 290, nearness: 0.25 },
  lighthouse: { draw: lighthouse, width: 120, nearness: 0.16 },
  castle: { draw: castle, width: 500, nearness: 0.12 },
  church: { draw: church, width: 300, nearness: 0.2 },
  windmill: { draw: windmill, width: 300, nearness: 0.2 },
  bridge: { draw: bridge, width: 660, nearness: 0.2 },
  boat: { draw: sailboat, width: 190, nearness: 0.26, floats: true },
  ship: { draw: ship, width: 540, nearness: 0.12, floats: true },
  car: { draw: car, width: 240, nearness: 0.46 },
  train: { draw: train, width: 800, nearness: 0.2 },
  bicycle: { draw: bicycle, width: 110, nearness: 0.58 },
  rocket: { draw: (ink) => rocket(ink, false), width: 150, nearness: 0.2 },
  tent: { draw: tent, width: 220, nearness: 0.4 },
  campfire: { draw: campfire, width: 90, nearness: 0.62 },
  bench: { draw: bench, width: 120, nearness: 0.55 },
  streetLamp: { draw: streetLamp, width: 50, nearness: 0.45 },
  flowers: { draw: flowerBed, width: 140, nearness: 0.82 },
  tree: {
    draw: (ink, dice, season) => `<g transform="scale(2.6)">${broadleafOrTree(ink, dice, season)}</g>`,
    width: 160,
    nearness: 0.42,
  },
  palm: { draw: (ink, dice) => `<g transform="scale(2.6)">${palm(ink, dice)}</g>`, width: 160, nearness: 0.45 },
  rocks: { draw: rocks, width: 130, nearness: 0.6 },
  fence: { draw: fence, width: 430, nearness: 0.38 },
  robot: { draw: robot, width: 70, nearness: 0.66 },
  snowman: { draw: snowman, width: 90, nearness: 0.56 },
};

const broadleafOrTree = (ink: Ink, dice: Dice, season: Season) =>
  season === 'winter' ? tree(ink, season, dice) : broadleaf(ink, season, dice);

function flowerBed(ink: Ink, dice: Dice, season: Season) {
  const colours = ['#e0566a', '#f2c14e', '#f4f0e8', '#9a6fc0', '#e88a4a'] as const;
  const leaves = [-44, 0, 44].map(
    (x) => `<g transform="translate(${x} 0)">${bush(ink, season === 'winter' ? 'winter' : 'summer', dice)}</g>`,
  );
  const flowers = Array.from(
    { length: 16 },
    (_, index) =>
      `<g transform="translate(${-60 + index * 8} ${Math.round(dice.between(-8, 2))}) scale(1.3)">${flower(ink, dice.pick(colours), dice)}</g>`,
  );
  return leaves.join('') + flowers.join('');
}
