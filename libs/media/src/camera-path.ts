import type { Movement } from '@polyspool/contracts/film';

/** Where a camera looks at a picture. Numbers are shares of the picture, or of the way through the clip. */
export interface CameraPath {
  readonly movement: Movement;
  /** How much nearer a zoom comes, and how much wider than the view is what a pan passes over. */
  readonly reach: number;
  /** The point to which a zoom comes nearer; 0.5 is the middle. */
  readonly focus: { readonly x: number; readonly y: number };
  /** Whether a pan goes to the left. */
  readonly goesLeft: boolean;
}

const movements = ['zoomIn', 'panRight', 'zoomOut', 'panLeft'] as const;

/** The movement of a clip for which none is named. Layers are there to be seen. */
export const movementFor = (seed: number, layers: number): Movement =>
  layers > 1 ? 'parallax' : movements[Math.floor(share(seed, 1) * movements.length)]!; // a share is less than 1

/** The same seed looks the same way. Slow in long clips, and never hurried in short ones. */
export function cameraPath(movement: Movement, seed: number, seconds: number): CameraPath {
  return {
    movement,
    reach: Math.min(0.2, 0.04 + 0.03 * seconds),
    focus: { x: 0.35 + 0.3 * share(seed, 2), y: 0.35 + 0.3 * share(seed, 3) },
    goesLeft: movement === 'panLeft' || (movement === 'parallax' && share(seed, 4) < 0.5),
  };
}

/** A number from 0 to 1 that looks accidental, and follows from these two (a round of MurmurHash). */
function share(seed: number, purpose: number) {
  let bits = Math.imul(seed ^ Math.imul(purpose, 0x9e3779b1), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
