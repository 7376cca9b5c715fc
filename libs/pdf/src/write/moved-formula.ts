import { apply } from '../content/matrix.js';
import type { Matrix } from '../content/matrix.js';
import type { FormulaRun } from '../typeset/placed.js';

/** Takes what belongs to a formula, on the page, to its new place. */
export function movedFormula({ formula, x, scale }: FormulaRun, baseline: number, frame: Matrix): Matrix {
  const from = apply(frame, [formula.x, formula.baseline]);
  const to = apply(frame, [x, baseline]);
  return [scale, 0, 0, scale, to[0] - scale * from[0], to[1] - scale * from[1]];
}
