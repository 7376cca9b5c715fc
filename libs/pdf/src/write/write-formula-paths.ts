import { multiply } from '../content/matrix.js';
import type { Matrix } from '../content/matrix.js';
import type { PaintedPath } from '../content/page-content.js';
import type { PlacedBlock } from '../typeset/placed.js';
import { frameOf, fromPage } from './frame-of.js';
import { movedFormula } from './moved-formula.js';
import { matrixOperands } from './operands.js';
import type { StreamEdits } from './stream-edits.js';

/** Takes fraction bars and roots to where their formula is now; those of a formula that is gone, away. */
export function writeFormulaPaths(placed: PlacedBlock, edits: StreamEdits) {
  const frame = frameOf(placed.block);
  const moves = new Map<number, Matrix>();
  for (const { runs, baseline } of placed.lines)
    for (const run of runs) if ('formula' in run) moves.set(run.formula.id, movedFormula(run, baseline, frame));
  // A rule under words and a formula together has been drawn again with the words.
  const drawn = new Set(placed.block.rules.map(({ path }) => path));
  for (const { id, paths } of placed.block.formulas)
    for (const path of paths) if (!drawn.has(path)) movePath(path, moves.get(id), edits);
}

function movePath(path: PaintedPath, move: Matrix | undefined, edits: StreamEdits) {
  if (!move) {
    edits.replace(path.stream, path, 'n');
    return;
  }
  const inStream = multiply(multiply(path.ctm, move), fromPage(path.ctm));
  edits.wrap(path.stream, path, { before: `q ${matrixOperands(inStream)} cm`, after: 'Q' });
}
