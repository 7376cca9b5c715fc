import type { Block } from '../layout/block.js';
import { anchorOf, type Anchor } from './alignment-of.js';
import { columnAround } from './column-around.js';
import type { MeasuredText } from './fit.js';
import { growsFirst, type Room } from './room.js';

/** Where text is set, in points. */
export interface Frame {
  readonly x: number;
  readonly width: number;
  /** From the first baseline to the last. */
  readonly height: number;
  readonly alignment: Anchor;
  /** From the side where lines start. */
  readonly firstIndent: number;
  readonly indent: number;
  /** Lines are made as long as the frame is wide. */
  readonly isJustified: boolean;
  readonly squeezes: boolean;
}

export interface Frames {
  /** What the block had. */
  readonly own: Frame;
  /** With what is free beside it. */
  readonly wide: Frame;
  /** With so much of what is free below it that a paragraph still ends there. */
  readonly lower: Frame;
  /** With what is free below it. */
  readonly tall: Frame;
  readonly both: Frame;
}

const keptApart = 0.5;

export function framesFor(block: Block, text: MeasuredText, room: Room): Frames {
  const alignment = anchorOf(block, text, room);
  const height = (block.lines.length - 1) * block.leadingPt;
  const common = { alignment, ...indentsOf(block, text, alignment), ...justificationOf(block), height };
  const isTurned = text.paragraph.isRightToLeft !== block.isRightToLeft;
  const [x, endX] = (isTurned && turnedAround(block, alignment, room)) || [block.x, ownEnd(block, alignment, room)];
  const [wideX, wideEndX] = widened([x, endX], alignment, wideningOf(block, [x, endX], room));
  const below = room.below(x, endX);
  const own: Frame = { ...common, x, width: endX - x };
  const wide: Frame = { ...common, x: wideX, width: wideEndX - wideX };
  return {
    own: { ...own, height: height + (block.lines.length > 1 ? 0.15 * block.sizePt : 0) },
    wide,
    lower: { ...own, height: height + keptApart * below },
    tall: { ...own, height: height + below },
    both: { ...wide, height: height + Math.min(below, room.below(wideX, wideEndX)) },
  };
}

/** A block whose text now starts at the other side stands at the other side of its column. */
function turnedAround(block: Block, alignment: Anchor, room: Room): [number, number] | undefined {
  const startedAt = block.isRightToLeft ? 'right' : 'left';
  if (alignment === 'center' || alignment === startedAt) return undefined;
  const [x, endX] = columnAround(block, alignment);
  if (alignment === 'right') return [block.x, Math.max(block.endX, Math.min(endX, block.endX + room.right))];
  return [Math.min(block.x, Math.max(x, block.x - room.left)), block.endX];
}

/** The longest of ragged lines rarely reaches the end of its column. */
function ownEnd(block: Block, alignment: Anchor, room: Room) {
  if (block.lines.length === 1 || alignment !== 'left') return block.endX;
  const raggedEnd = Math.min(block.columnEndX, block.endX + Math.min(room.right, 0.5 * block.sizePt));
  return Math.max(block.endX, raggedEnd);
}

/** Labels and single lines take what they find; of a paragraph that is a little, or its edges would not be even any more. */
function wideningOf(block: Block, [x, endX]: [number, number], room: Room) {
  const isAlone = growsFirst(block) || block.neighbourLines === 1;
  const left = Math.max(0, room.left - (block.x - x));
  const right = Math.max(0, room.right - (endX - block.endX));
  const most = isAlone ? Infinity : 0.5 * block.sizePt;
  return { left: isAlone ? left : Math.min(left, most), right: Math.min(right, most), both: Math.min(left, right) };
}

function widened(
  [x, endX]: [number, number],
  alignment: Anchor,
  by: { left: number; right: number; both: number },
): [number, number] {
  if (alignment === 'center') return [x - by.both, endX + by.both];
  return alignment === 'right' ? [x - by.left, endX] : [x, endX + by.right];
}

/** A first line that is set in, or all others where the first hangs out; those of an item stand behind its bullet. */
function indentsOf({ lines, indentPt, sizePt }: Block, { labelWidthPt = 0 }: MeasuredText, alignment: Anchor) {
  if (alignment === 'center') return { firstIndent: 0, indent: 0 };
  if (lines.length === 1) return { firstIndent: 0, indent: labelWidthPt };
  if (Math.abs(indentPt) < 0.5 * sizePt) return { firstIndent: 0, indent: 0 };
  return { firstIndent: Math.max(0, indentPt), indent: Math.max(0, -indentPt) };
}

function justificationOf({ alignment }: Block) {
  const isJustified = alignment === 'justify';
  return { isJustified, squeezes: isJustified };
}
