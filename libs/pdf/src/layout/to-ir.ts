import { boxAfter, type Box } from '../content/matrix.js';
import type { BlockIr, PageIr } from '../document/document.js';
import type { Block, PageLayout } from './block.js';
import { intoFrame } from './frame.js';

/** What of a page can be kept, sent and looked at. */
export function toIr({ content, kind, blocks, links }: PageLayout): PageIr {
  return {
    page: content.page,
    kind,
    view: rounded(content.view),
    rotation: content.rotation,
    blocks: blocks.map(blockIr),
    links: links.map(({ box, uri }) => ({ box: rounded(box), ...(uri === undefined ? {} : { uri }) })),
    fields: content.fields.length,
  };
}

function blockIr(block: Block): BlockIr {
  const { id, role, order, angleDegrees, alignment, style, text, continuedBy, skipReason, isRightToLeft } = block;
  return {
    id,
    role,
    order,
    box: rounded(boxOf(block)),
    angleDegrees,
    lines: block.lines.length,
    alignment,
    sizePt: hundredths(block.sizePt),
    leadingPt: hundredths(block.leadingPt),
    style,
    spans: [...block.spans],
    text,
    ...(continuedBy === undefined ? {} : { continuedBy }),
    ...(skipReason === undefined ? {} : { skipReason }),
    isRightToLeft,
  };
}

/** In user space; from the depth of the last line to the height of the first. */
function boxOf({ angleDegrees, x, endX, firstBaseline, lastBaseline, sizePt }: Block): Box {
  const box: Box = [x, lastBaseline - 0.22 * sizePt, endX, firstBaseline + 0.8 * sizePt];
  return boxAfter(intoFrame(-angleDegrees), box);
}

const rounded = ([left, bottom, right, top]: Box): [number, number, number, number] => [
  hundredths(left),
  hundredths(bottom),
  hundredths(right),
  hundredths(top),
];
const hundredths = (value: number) => Math.round(value * 100) / 100;
