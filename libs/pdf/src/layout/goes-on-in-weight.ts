import type { Cluster } from './clusters.js';
import { sidesOf } from './sides.js';
import { isSpace, type WorkingGlyph, type WorkingLine } from './working-line.js';

/**
 * Whether a line goes on with a paragraph although it is mostly bold and the one above is not, or the other way round: where a
 * sentence within the paragraph is bold. Then weight does not change where the line ends, and the next word had no room there.
 */
export function goesOnInWeight(cluster: Cluster, line: WorkingLine): boolean {
  const above = cluster.lines.at(-1) as WorkingLine;
  // All bold from its beginning: a heading.
  if (cluster.lines.every(isAllBold)) return false;
  if ((isAllBold(line) || isAllPlain(line)) && (isAllBold(above) || isAllPlain(above))) return false;
  return weightOf(above.tokens.toReversed()) === weightOf(line.tokens) && !hadRoom(cluster, above, line);
}

const boldShare = ({ glyphs }: WorkingLine) => glyphs.filter(isBold).length / glyphs.length;
const isBold = ({ glyph }: WorkingGlyph) => glyph.show.font.isBold;
/** Bullets and full stops of another weight do not count. */
const isAllBold = (line: WorkingLine) => boldShare(line) > 0.9;
const isAllPlain = (line: WorkingLine) => boldShare(line) === 0;

function weightOf(tokens: WorkingLine['tokens']) {
  const first = tokens.find((token) => !isSpace(token));
  return first !== undefined && !isSpace(first) && isBold(first);
}

function hadRoom({ lines, x, endX }: Cluster, above: WorkingLine, line: WorkingLine) {
  const { end, to } = sidesOf({ lines: [...lines, line], x: Math.min(x, line.x), endX: Math.max(endX, line.endX) });
  return end(above) + line.firstWordPt + 0.25 * line.sizePt < to - 0.8 * line.sizePt;
}
