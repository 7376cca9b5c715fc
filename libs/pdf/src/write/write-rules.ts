import { apply, multiply } from '../content/matrix.js';
import type { Matrix, Point } from '../content/matrix.js';
import type { PaintedPath } from '../content/page-content.js';
import type { TextSpan } from '../document/document.js';
import type { TextRule } from '../layout/block.js';
import type { PlacedBlock } from '../typeset/placed.js';
import { frameOf, fromPage } from './frame-of.js';
import { numberOperand } from './operands.js';
import { spanSegments } from './span-segments.js';
import type { StreamEdits } from './stream-edits.js';

/** Draws the rules under and through words again, in the place of the old ones, where those words are now. */
export function writeRules(placed: PlacedBlock, edits: StreamEdits) {
  // One rule may go along under several spans, and one span may have had a rule on each of its lines.
  const drawn = new Set<string>();
  for (const rules of Map.groupBy(placed.block.rules, lookOf).values()) {
    for (const [path, own] of Map.groupBy(rules, (rule) => rule.path)) {
      const [rule] = own as [TextRule];
      const isFirst = path === rules[0]?.path;
      edits.replace(path.stream, path, isFirst ? ruleOperators(placed, rule, spansOf(rules, drawn)) : 'n');
    }
  }
}

/** Those that look alike are drawn at once: spaces between their spans would be gaps in them. */
const lookOf = ({ kind, path, thicknessPt, risePt }: TextRule) =>
  [kind, path.stream.index, path.isFilled, path.isStroked, path.fill, thicknessPt.toFixed(1), risePt.toFixed(1)].join();

/** No span gets two rules of one kind. */
function spansOf(rules: readonly TextRule[], drawn: Set<string>): ReadonlySet<number> {
  const keyOf = ({ kind, span }: TextRule) => `${kind} ${span}`;
  const own = rules.filter((rule) => !drawn.has(keyOf(rule)));
  for (const rule of own) drawn.add(keyOf(rule));
  return new Set(own.map(({ span }) => span));
}

function ruleOperators(placed: PlacedBlock, rule: TextRule, spans: ReadonlySet<number>): string {
  const { path, thicknessPt, risePt } = rule;
  const toStream = multiply(frameOf(placed.block), fromPage(path.ctm));
  const half = (thicknessPt * placed.scale) / 2;
  const segments = spanSegments(
    placed,
    ({ id }) => spans.has(id),
    (span, next) => leadToTheSame(placed, span, next),
  );
  const rules = segments.map(({ x, endX, baseline }) => {
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

/** A link over two lines is two links, of which each had its rule. */
function leadToTheSame({ block: { page } }: PlacedBlock, { link }: TextSpan, { link: next }: TextSpan) {
  const uriOf = (index: number | undefined) => (index === undefined ? undefined : page.links[index]?.uri);
  return link === next || (uriOf(link) !== undefined && uriOf(link) === uriOf(next));
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
