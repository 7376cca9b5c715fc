import type { Scene } from '@polyspool/contracts/film';
import { amountsOf, costOf, type EnginePrices, type FilmEngines } from '@polyspool/contracts/film-estimate';

export interface Budget {
  readonly engines: FilmEngines;
  readonly prices: EnginePrices;
  /** No limit where it is undefined. */
  readonly maxCost?: number | undefined;
}

/** Cents are summed in floating point. */
const tolerance = 1e-9;

/** The first scenes, as many as can be made for that cost. */
export function affordableScenes(scenes: readonly Scene[], { engines, prices, maxCost = Infinity }: Budget): Scene[] {
  const costs = (count: number) => costOf(amountsOf({ scenes: scenes.slice(0, count) }), engines, prices);
  let count = 0;
  while (count < scenes.length && costs(count + 1) <= maxCost + tolerance) count += 1;
  return scenes.slice(0, count);
}
