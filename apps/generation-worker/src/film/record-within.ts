import type { Scene } from '@polyspool/contracts/film';
import { amountsOf, costOf, type Amounts } from '@polyspool/contracts/film-estimate';
import { affordableScenes, type Budget } from '../plan/affordable-scenes.js';
import type { EnginesThere } from './film-engines.js';
import type { FilmJob, MissingScene, RecordedScene } from './film-job.js';
import { partsToMake } from './parts-to-make.js';
import { recordScenes, type CastScript } from './record-scenes.js';

export interface PaidScenes {
  readonly recorded: readonly RecordedScene[];
  readonly missing: readonly MissingScene[];
  readonly cost: number;
}

const tooDear = 'It would cost more than was allowed';

export const isTooDear = ({ reason }: MissingScene) => reason === tooDear;

/**
 * As many scenes as may be paid for, in batches of which each fits into what is left even if all of it has to be made; what turned
 * out cheaper is left for the next. What is there already is in the film in any case.
 */
export async function recordWithin(
  job: FilmJob,
  there: EnginesThere,
  film: CastScript,
  budget: Budget,
): Promise<PaidScenes> {
  const { maxCost = Infinity } = budget;
  const toMake = await amountsToMake(job, there, film, budget);
  const recorded: RecordedScene[] = [];
  const missing: MissingScene[] = [];
  let cost = 0;
  let rest: readonly Scene[] = film.scenes;
  for (;;) {
    const chosen = affordableScenes(rest, { ...budget, maxCost: maxCost - cost }, toMake);
    if (chosen.length === 0) break;
    rest = rest.filter((scene) => !chosen.includes(scene));
    job.workload('scenes', film.scenes.length - rest.length);
    const batch = await recordScenes(job, film, chosen);
    recorded.push(...batch.recorded);
    missing.push(...batch.missing);
    cost += costOf(batch.made, budget.engines, budget.prices);
  }
  missing.push(...rest.map(({ id }) => ({ id, reason: tooDear })));
  const placeOf = ({ scene }: RecordedScene) => film.scenes.indexOf(scene);
  return { recorded: recorded.toSorted((one, other) => placeOf(one) - placeOf(other)), missing, cost };
}

/** What there is already is looked for only where money might be short. */
async function amountsToMake(job: FilmJob, there: EnginesThere, film: CastScript, budget: Budget) {
  const whole = (scene: Scene): Amounts => amountsOf({ scenes: [scene] });
  if (affordableScenes(film.scenes, budget).length === film.scenes.length) return whole;
  const parts = await partsToMake(job, there, film);
  return (scene: Scene) => parts[scene.id] ?? whole(scene);
}
