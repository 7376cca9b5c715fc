import { PdfArray, PdfNumber } from '@libpdf/core';
import { boxAround, boxAfter } from '../content/matrix.js';
import type { Box } from '../content/matrix.js';
import type { LinkAnnotation, PageContent } from '../content/page-content.js';
import type { PlacedBlock } from '../typeset/placed.js';
import { frameOf } from './frame-of.js';
import { spanSegments } from './span-segments.js';

/** Of its size: how far a line reaches under and over its baseline. */
const reach = { below: 0.25, above: 0.85 };
/** A link that reaches further than its words led from more than them, and goes on to do so. */
const slackPt = 6;

/** Puts the active areas of links where their words are now. */
export function moveLinks(content: PageContent, placed: readonly PlacedBlock[]) {
  const linked = placed.filter(({ block }) => block.spans.some(({ link }) => link !== undefined));
  for (const [index, link] of content.links.entries()) {
    const boxes = linked.flatMap((block) => boxesOf(block, index));
    if (!boxes.length || boxes.every((box) => contains(link.box, box))) continue;
    moveTo(link, boxes, reachesBeyond(link.box, linked, index));
  }
}

function boxesOf(placed: PlacedBlock, link: number): Box[] {
  const frame = frameOf(placed.block);
  return spanSegments(placed, (span) => span.link === link).map(({ x, endX, baseline, sizePt }) =>
    boxAfter(frame, [x, baseline - reach.below * sizePt, endX, baseline + reach.above * sizePt]),
  );
}

const contains = (outer: Box, inner: Box) =>
  inner[0] >= outer[0] - 1 && inner[1] >= outer[1] - 1 && inner[2] <= outer[2] + 1 && inner[3] <= outer[3] + 1;

function reachesBeyond(box: Box, placed: readonly PlacedBlock[], link: number) {
  const own = placed.filter(({ block }) => block.spans.some((span) => span.link === link));
  const around = surrounding(own.map(({ block }) => oldBox(block)));
  return box[0] < around[0] - slackPt || box[2] > around[2] + slackPt;
}

const oldBox = (block: PlacedBlock['block']): Box =>
  boxAfter(frameOf(block), [
    block.x,
    block.lastBaseline - reach.below * block.sizePt,
    block.endX,
    block.firstBaseline + reach.above * block.sizePt,
  ]);

function moveTo({ dict, box }: LinkAnnotation, boxes: readonly Box[], keepsOldArea: boolean) {
  const area = surrounding(keepsOldArea ? [box, ...boxes] : boxes);
  dict.set('Rect', numbers(area));
  if (boxes.length > 1 && !keepsOldArea) dict.set('QuadPoints', numbers(boxes.flatMap(quadPoints)));
  else dict.delete('QuadPoints');
}

const surrounding = (boxes: readonly Box[]) =>
  boxAround(boxes.flatMap(([left, bottom, right, top]) => [[left, bottom] as const, [right, top] as const]));

/** In the order that viewers follow, against the specification: upper left, upper right, lower left, lower right. */
const quadPoints = ([left, bottom, right, top]: Box) => [left, top, right, top, left, bottom, right, bottom];

const numbers = (values: readonly number[]) =>
  new PdfArray(values.map((value) => PdfNumber.of(Math.round(value * 100) / 100)));
