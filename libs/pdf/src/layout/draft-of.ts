import type { Block } from './block.js';
import { formulaPaths } from './formula-paths.js';
import { isMostlyRightToLeft } from './logical-order.js';
import { commonLook, styleOf, type Look } from './look.js';
import type { PagePart } from './page-part.js';
import type { Paragraph } from './paragraphs.js';
import { placeOf } from './place.js';
import { isText, readText, type ReadText } from './read-text.js';
import { richTextOf } from './rich-text-of.js';
import { rulesOf } from './rules-of.js';
import { skipReasonOf } from './skip-reason.js';
import { isOver } from './text-rules.js';
import { readAs, type WorkingGlyph } from './working-line.js';

/** A block whose place in the order of the page, and whose role, are still to be found. */
export type Draft = Omit<Block, 'id' | 'order' | 'role' | 'continuedBy'> & { readonly paragraph: Paragraph };

export function draftOf(part: PagePart, paragraph: Paragraph): Draft {
  const { lines } = paragraph;
  const isRightToLeft = isMostlyRightToLeft(lines.map(({ text }) => text).join(' '));
  const direction = isRightToLeft && !isFlushLeft(paragraph) ? 'rtl' : 'ltr';
  for (const line of lines) {
    if ((isMostlyRightToLeft(line.text) ? 'rtl' : 'ltr') !== direction) readAs(direction, line);
  }
  const place = placeOf(part, paragraph);
  const { renderMode, ...common } = commonLook(lines.flatMap(({ glyphs }) => glyphs));
  const readings = readText(lines);
  const spanned = richTextOf(readings, common, (reading) => lookOf(part, reading, { ...common, sizePt: place.sizePt }));
  const formulas = readings.flatMap((reading) =>
    isText(reading) ? [] : [{ ...reading.formula, paths: formulaPaths(reading.formula, part.strokes) }],
  );
  return {
    ...place,
    paragraph,
    page: part.content,
    angleDegrees: part.frame.angleDegrees,
    lines,
    style: common.style,
    fill: common.fill,
    renderMode,
    spans: spanned.spans,
    formulas,
    rules: rulesOf(part, spanned),
    text: spanned.text,
    isRightToLeft,
    skipReason: part.frame.isVertical
      ? 'vertical'
      : skipReasonOf({ lines, onPage: part.lines, text: spanned.text, formulas }),
    obstacles: part.obstacles,
  };
}

/** Some programs lay out right-to-left text in paragraphs that run from left to right: a last line shows it. */
function isFlushLeft({ lines, cluster }: Paragraph) {
  const last = lines.at(-1);
  if (!last || lines.length < 2) return false;
  return last.x - cluster.x < 0.5 * last.sizePt && cluster.endX - last.endX > 2 * last.sizePt;
}

function lookOf(
  { rules, links }: PagePart,
  { glyph, line }: ReadText,
  common: Look & { readonly sizePt: number },
): Look {
  if (!glyph) return common;
  const over = (rules.get(line) ?? []).filter((rule) => isOver(rule, glyph));
  return {
    style: glyph.glyph.show.font.isMath ? common.style : styleOf(glyph),
    sizeRatio: ratioOf(glyph, common.sizePt),
    fill: glyph.glyph.show.state.fill,
    isUnderlined: over.some(({ kind }) => kind === 'underline'),
    isStruckThrough: over.some(({ kind }) => kind === 'strike'),
    link: linkAt(links, glyph),
  };
}

/** Differences that nobody sees are none. */
function ratioOf({ glyph }: WorkingGlyph, sizePt: number) {
  const ratio = glyph.sizePt / sizePt;
  return Math.abs(ratio - 1) < 0.08 ? 1 : Math.round(ratio * 100) / 100;
}

function linkAt(links: PagePart['links'], { x, endX, y, glyph }: WorkingGlyph) {
  const middle = (x + endX) / 2;
  const height = y + 0.3 * glyph.sizePt;
  const at = links.findIndex(
    ([left, bottom, right, top]) => left <= middle && middle <= right && bottom <= height && height <= top,
  );
  return at < 0 ? undefined : at;
}
