import type { Alignment } from '../document/document.js';
import { isMostlyRightToLeft } from './logical-order.js';
import type { PagePart } from './page-part.js';
import type { WorkingLine } from './working-line.js';

/** One line alone tells nothing about its alignment; the lines around it, and the page, do. */
export function alignmentOfLine(part: PagePart, line: WorkingLine): Alignment {
  const natural = isMostlyRightToLeft(line.text) ? 'right' : 'left';
  const others = part.lines.filter((other) => other !== line && Math.abs(widthOf(other) - widthOf(line)) > 1);
  const count = (isSame: (other: WorkingLine) => boolean) => others.filter(isSame).length;
  const starts = count((other) => isNear(other.x, line.x));
  const ends = count((other) => isNear(other.endX, line.endX));
  if ((natural === 'left' ? starts : ends) > 1) return natural;
  if (isCentred(part, line)) return 'center';
  if (widthOf(line) > 0.4 * (part.view[2] - part.view[0])) return natural;
  if (natural === 'left' && ends > 1 && !starts) return 'right';
  const middles = count((other) => isNear(other.x + other.endX, line.x + line.endX));
  return middles > 1 && !starts && !ends ? 'center' : natural;
}

const widthOf = ({ x, endX }: WorkingLine) => endX - x;
const isNear = (a: number, b: number) => Math.abs(a - b) < 0.7;

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
