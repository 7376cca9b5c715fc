import { boxAfter } from '../content/matrix.js';
import type { Box } from '../content/matrix.js';
import type { Block } from '../layout/block.js';
import type { PlacedBlock } from '../typeset/placed.js';
import { frameOf } from '../write/frame-of.js';

/** Of its size: what of a line is ink for certain. */
const ink = { below: 0.1, above: 0.6 };
/** Of the smaller of two lines: less than that is a touch. */
const leastShare = 0.1;

interface Line {
  readonly block: string;
  readonly box: Box;
}

/** Pairs of blocks that lie over one another now and did not before. */
export function newOverlaps(blocks: readonly Block[], placed: readonly PlacedBlock[]): number {
  const newLines = new Map(placed.map((block) => [block.block.id, linesNow(block)]));
  const before = overlappingPairs(blocks.flatMap(linesBefore));
  const now = overlappingPairs(blocks.flatMap((block) => newLines.get(block.id) ?? linesBefore(block)));
  return [...now].filter((pair) => !before.has(pair)).length;
}

function linesBefore(block: Block): Line[] {
  return block.lines.map(({ x, endX, baseline, sizePt }) => lineOf(block, [x, endX], { baseline, sizePt }));
}

function linesNow({ block, lines, scale }: PlacedBlock): Line[] {
  return lines.flatMap(({ runs, baseline }) => {
    const [first, last] = [runs[0], runs.at(-1)];
    if (!first || !last) return [];
    return [lineOf(block, [first.x, last.x + last.widthPt], { baseline, sizePt: block.sizePt * scale })];
  });
}

interface Setting {
  readonly baseline: number;
  readonly sizePt: number;
}

const lineOf = (block: Block, [x, endX]: readonly [number, number], { baseline, sizePt }: Setting): Line => ({
  block: block.id,
  box: boxAfter(frameOf(block), [x, baseline - ink.below * sizePt, endX, baseline + ink.above * sizePt]),
});

function overlappingPairs(lines: readonly Line[]): Set<string> {
  const sorted = lines.toSorted((a, b) => a.box[1] - b.box[1]);
  const pairs = new Set<string>();
  for (const [index, line] of sorted.entries())
    for (let next = index + 1; next < sorted.length; next += 1) {
      const other = sorted[next];
      if (!other || other.box[1] >= line.box[3]) break;
      if (other.block !== line.block && overlap(line.box, other.box))
        pairs.add([line.block, other.block].sort().join());
    }
  return pairs;
}

function overlap(a: Box, b: Box) {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 && width * height > leastShare * Math.min(area(a), area(b));
}

const area = ([left, bottom, right, top]: Box) => (right - left) * (top - bottom);
