import type { Block } from './block.js';
import { median } from './median.js';
import type { PagePart } from './page-part.js';
import type { Paragraph } from './paragraphs.js';
import { sidesOf } from './sides.js';
import type { WorkingLine } from './working-line.js';

type Place = Pick<
  Block,
  | 'x'
  | 'endX'
  | 'firstBaseline'
  | 'lastBaseline'
  | 'columnX'
  | 'columnEndX'
  | 'neighbourLines'
  | 'alignment'
  | 'indentPt'
  | 'sizePt'
  | 'leadingPt'
>;

export function placeOf(part: PagePart, { lines, cluster, alignment }: Paragraph): Place {
  const first = lines[0] as WorkingLine;
  const last = lines.at(-1) as WorkingLine;
  const { start } = sidesOf({ lines: [...lines], x: cluster.x, endX: cluster.endX });
  const isAlone = cluster.lines.length === 1;
  return {
    x: Math.min(...lines.map(({ x }) => x)),
    endX: Math.max(...lines.map(({ endX }) => endX)),
    firstBaseline: first.baseline,
    lastBaseline: last.baseline,
    columnX: cluster.x,
    columnEndX: cluster.endX,
    neighbourLines: cluster.lines.length,
    alignment: isAlone && isCentred(part, first) ? 'center' : alignment,
    indentPt: lines.length > 1 ? start(first) - median(lines.slice(1).map(start)) : 0,
    sizePt: median(lines.map(({ sizePt }) => sizePt)),
    leadingPt: lines.length > 1 ? (first.baseline - last.baseline) / (lines.length - 1) : 0,
  };
}

/** One line alone tells nothing about its alignment; what it stands in or between does. */
function isCentred({ lines, view }: PagePart, line: WorkingLine): boolean {
  const { sizePt: em, x, endX, baseline } = line;
  const middle = (x + endX) / 2;
  const hasRoom = line.neighbours.every((other) => other.endX < x - 2 * em || other.x > endX + 2 * em);
  if (!hasRoom) return false;
  if (Math.abs(middle - (view[0] + view[2]) / 2) < 0.8 * em && x - view[0] > 2 * em) return true;
  return lines.some(
    (other) =>
      other.x < x - 1.5 * em &&
      other.endX > endX + 1.5 * em &&
      Math.abs(other.baseline - baseline) < 8 * em &&
      Math.abs((other.x + other.endX) / 2 - middle) < 0.4 * em,
  );
}
