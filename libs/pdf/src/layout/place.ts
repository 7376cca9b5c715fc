import type { Block } from './block.js';
import { alignmentOfLine } from './alignment-of-line.js';
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
    alignment: isAlone ? alignmentOfLine(part, first) : alignment,
    indentPt: lines.length > 1 ? start(first) - median(lines.slice(1).map(start)) : 0,
    sizePt: median(lines.map(({ sizePt }) => sizePt)),
    leadingPt: lines.length > 1 ? (first.baseline - last.baseline) / (lines.length - 1) : 0,
  };
}
