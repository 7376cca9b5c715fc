import { apply, multiply } from '../content/matrix.js';
import type { Matrix, Point } from '../content/matrix.js';
import type { PaintedPath } from '../content/page-content.js';
import type { TextRule } from '../layout/block.js';
import type { PlacedBlock } from '../typeset/placed.js';
import { frameOf, fromPage } from './frame-of.js';
import { numberOperand } from './operands.js';
import { spanSegments } from './span-segments.js';
import type { StreamEdits } from './stream-edits.js';

/** Draws the rules under and through words again, in the place of the old ones, where those words are now. */
export function writeRules(placed: PlacedBlock, edits: StreamEdits) {
  const drawn = new Set<string>();
  for (const rule of placed.block.rules) {
    const key = `${rule.kind} ${rule.span}`;
    edits.replace(rule.path.stream, rule.path, drawn.has(key) ? 'n' : ruleOperators(placed, rule));
    drawn.add(key);
  }
}

function ruleOperators(placed: PlacedBlock, { path, span, thicknessPt, risePt }: TextRule): string {
  const toStream = multiply(frameOf(placed.block), fromPage(path.ctm));
  const half = (thicknessPt * placed.scale) / 2;
  const rules = spanSegments(placed, ({ id }) => id === span).map(({ x, endX, baseline }) => {
    const middle = baseline + risePt * placed.scale;
    const corners: Point[] = path.isFilled
      ? [
          [x, middle - half],
          [endX, middle - half],
          [endX, middle + half],
          [x, middle + half],
        ]
      : [
          [x, middle],
          [endX, middle],
        ];
    return polygon(corners, toStream, path);
  });
  return rules.length ? `${rules.join(' ')} ${painting(path)}` : 'n';
}

function polygon(points: readonly Point[], matrix: Matrix, { isFilled }: PaintedPath) {
  const lines = points.map((point, index) => {
    const [x, y] = apply(matrix, point);
    return `${numberOperand(x)} ${numberOperand(y)} ${index ? 'l' : 'm'}`;
  });
  return `${lines.join(' ')}${isFilled ? ' h' : ''}`;
}

function painting({ isFilled, isStroked }: PaintedPath) {
  if (isFilled) return isStroked ? 'B' : 'f';
  return 'S';
}
