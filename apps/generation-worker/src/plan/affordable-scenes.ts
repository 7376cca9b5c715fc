import type { Scene } from '@polyspool/contracts/film';
import {
  amountsOf,
  costOf,
  type Amounts,
  type EnginePrices,
  type FilmEngines,
} from '@polyspool/contracts/film-estimate';

export interface Budget {
  readonly engines: FilmEngines;
  readonly prices: EnginePrices;
  /** No limit where it is undefined. */
  readonly maxCost?: number | undefined;
}

/** What would have to be made for a scene. */
export type ToMake = (scene: Scene) => Amounts;

/** Cents are summed in floating point. */
const tolerance = 1e-9;

/** The first scenes, as many as can be made for that cost at worst, and all that cost nothing. */
export function affordableScenes(
  scenes: readonly Scene[],
  { engines, prices, maxCost = Infinity }: Budget,
  toMake: ToMake = (scene) => amountsOf({ scenes: [scene] }),
): Scene[] {
  let left = maxCost + tolerance;
  let isSpent = false;
  return scenes.filter((scene) => {
    const cost = costOf(toMake(scene), engines, prices);
    if (cost === 0) return true;
    isSpent ||= cost > left;
    if (!isSpent) left -= cost;
    return !isSpent;
  });
}
