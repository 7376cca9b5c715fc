import type { Dice } from './dice.js';
import { placed } from './drawing.js';
import { armchair, bed, bookshelf, chair, desk, piano, stove, table } from './large-furniture.js';
import { blackboard, clock, door, fireplace, floorLamp, painting, plant } from './room-decor.js';
import { robot } from './small-things.js';
import type { Ink } from './stage.js';
import type { IndoorThing } from './thing-words.js';

export interface Piece {
  readonly draw: (ink: Ink, dice: Dice) => string;
  /** A person is 100 high. */
  readonly width: number;
  /** Against the wall, hanging on it, or in the middle of the floor. */
  readonly stands: 'wall' | 'hangs' | 'floor';
}

/** All stand at 0, 0; those that hang are drawn above it, at their height. */
export const furniture: Readonly<Record<IndoorThing, Piece>> = {
  table: { draw: table, width: 130, stands: 'floor' },
  chair: { draw: chair, width: 44, stands: 'floor' },
  armchair: { draw: armchair, width: 120, stands: 'wall' },
  bed: { draw: bed, width: 210, stands: 'wall' },
  floorLamp: { draw: floorLamp, width: 40, stands: 'wall' },
  bookshelf: { draw: bookshelf, width: 120, stands: 'wall' },
  desk: { draw: desk, width: 140, stands: 'wall' },
  clock: { draw: clock, width: 44, stands: 'hangs' },
  painting: { draw: painting, width: 80, stands: 'hangs' },
  plant: { draw: plant, width: 50, stands: 'wall' },
  piano: { draw: piano, width: 130, stands: 'wall' },
  fireplace: { draw: fireplace, width: 150, stands: 'wall' },
  stove: { draw: stove, width: 170, stands: 'wall' },
  blackboard: { draw: blackboard, width: 190, stands: 'hangs' },
  robot: { draw: (ink) => placed(robot(ink), [0, 0], 0.85), width: 60, stands: 'floor' },
  door: { draw: door, width: 74, stands: 'wall' },
};
