import type { Block } from '../layout/block.js';
import type { MeasuredText } from './fit.js';
import type { Room } from './room.js';

export type Anchor = 'left' | 'right' | 'center';

/** Which edge of a block stays where it is when its text gets longer or shorter. */
export function anchorOf(block: Block, text: MeasuredText, room: Room): Anchor {
  const { isRightToLeft } = text.paragraph;
  const alignment = seenAlignment(block, text, room);
  if (alignment === 'center') return 'center';
  const start = block.isRightToLeft ? 'right' : 'left';
  // Where lines started in the old direction, they start in the new one.
  if (alignment === 'justify' || alignment === start) return isRightToLeft ? 'right' : 'left';
  return alignment;
}

/** A line alone does not show how it is aligned. What it stands in and what stands above and below it do. */
function seenAlignment(block: Block, { labelWidthPt }: MeasuredText, room: Room): Block['alignment'] {
  const { alignment, lines, isRightToLeft } = block;
  // Lines of an item are lined up behind its bullet, wherever they happen to end.
  if (labelWidthPt !== undefined && lines.length > 1 && alignment !== 'justify')
    return isRightToLeft ? 'right' : 'left';
  if (lines.length > 1 || alignment !== 'left') return alignment;
  if (isCentred(block, room)) return 'center';
  return isRightToLeft ? 'right' : 'left';
}

function isCentred(block: Block, { enclosure }: Room) {
  if (!enclosure || isFlush(block)) return false;
  const { x, endX, sizePt } = block;
  const before = x - enclosure[0];
  const behind = enclosure[1] - endX;
  return Math.abs(before - behind) < Math.max(0.15 * sizePt, 0.06 * (before + behind));
}

const nearPt = 0.5;

/** Lines of other lengths start where it does: it is an item of a list that is in the middle of its slide by chance. */
function isFlush({ x, endX, isRightToLeft, obstacles }: Block) {
  const starts = obstacles.lines.filter(
    (line) =>
      Math.abs(line.endX - line.x - (endX - x)) > 1 && Math.abs(isRightToLeft ? line.endX - endX : line.x - x) < nearPt,
  );
  return starts.length > 1;
}
