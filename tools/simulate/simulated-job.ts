import type { Pod } from './pod.ts';

export interface SimulatedJob {
  readonly number: number;
  readonly user: number;
  readonly acceptedAt: number;
  /** As in libs/database/src/priorities.ts: earlier goes first. */
  readonly turn: number;
  /** How long it takes where nothing comes between. */
  readonly workS: number;
  /** What of that is done for good. */
  keptS: number;
  firstStartAt: number | undefined;
  startedAt: number;
  /** How many times as long as usual what it does takes. */
  slowness: number;
  pod: Pod | undefined;
  /** Counts its starts: an end that was planned for an earlier one does not come. */
  start: number;
  /** It may call its engine now, whoever else would. */
  hasTurnAtEngine: boolean;
}
