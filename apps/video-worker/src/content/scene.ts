import type { TimeRange } from '@polyspool/contracts/time-range';
import type { Expression } from './choose-expressions.js';
import type { KeptPart } from './clip-maker.js';

/** An expression with its slide and its clip. */
export interface Scene {
  readonly expression: Expression;
  /** In the recording. */
  readonly range: TimeRange;
  readonly slide: KeptPart;
  readonly clip: KeptPart;
}
