import type { Block } from '../layout/block.js';
import type { Fit } from './fit.js';
import type { PlacedLine } from './placed.js';
import type { WrappedLine } from './wrap.js';
import { LineSetter, widthOfItem } from './line-setter.js';
import { visualOrder, type LineItem, type VisualItem } from './visual-order.js';

export interface LinePlacing {
  readonly block: Block;
  readonly fit: Fit;
  readonly levels: Uint8Array | undefined;
  readonly isRightToLeft: boolean;
  readonly language: string;
}

/** Lines that are much too short are not made longer: their words would stand too far apart. */
const leastFilled = 0.6;

export function placeLines(placing: LinePlacing): PlacedLine[] {
  return placing.fit.lines.map((line, index) => placeLine(placing, line, index));
}

function placeLine(placing: LinePlacing, line: WrappedLine, index: number): PlacedLine {
  const { block, fit, levels, language } = placing;
  const em = block.sizePt * fit.scale;
  const items = visualOrder(itemsOf(line), levels);
  const width = items.reduce((sum, item) => sum + widthOfItem(item, language) + (item.gap ?? 0), 0) * em;
  const indent = index === 0 ? fit.frame.firstIndent : fit.frame.indent;
  const added = addedWidth({ placing, line, width, indent });
  const stretches = items.filter(isStretch).length;
  const x = startOf(placing, { width: width + added, indent });
  const setter = new LineSetter({ x, em, scale: fit.scale, language, stretchPt: stretches ? added / stretches : 0 });
  for (const item of items) setter.set(item);
  return { baseline: block.firstBaseline - index * fit.leadingPt, runs: setter.runs };
}

const isStretch = (item: VisualItem) => Boolean(item.isSpace || item.stretchesBehind);

/** In the order of reading, with the spaces between them. */
function itemsOf({ segments, labelGap }: WrappedLine): LineItem[] {
  return segments.flatMap((segment, index): LineItem[] => {
    const next = segments[index + 1];
    if (!next) return [...segment.items];
    if (segment.space) {
      return [...segment.items, { ...segment.space, isSpace: true, gap: index === 0 ? labelGap : 0 }];
    }
    const last = segment.items.at(-1);
    if (!last || !('text' in last) || !ideograph.test(last.text.at(-1) ?? '')) return [...segment.items];
    return [...segment.items.slice(0, -1), { ...last, stretchesBehind: true }];
  });
}

const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/** What a justified line gets between its words to end where it should; less than nothing where it is a little too long. */
function addedWidth(at: { placing: LinePlacing; line: WrappedLine; width: number; indent: number }) {
  const { placing, line, width, indent } = at;
  const { block, fit } = placing;
  const { frame } = fit;
  if (!frame.isJustified) return 0;
  const available = frame.width - indent;
  if (width > available) return available - width;
  const wanted = Math.min(available, block.endX - block.x - indent);
  return !line.isLast && width < wanted && width > leastFilled * wanted ? wanted - width : 0;
}

/** Lines of right-to-left text are set in from the right. */
function startOf({ fit }: LinePlacing, { width, indent }: { width: number; indent: number }) {
  const { frame } = fit;
  const end = frame.x + frame.width;
  if (frame.alignment === 'center') return (frame.x + end - width) / 2;
  return frame.alignment === 'right' ? end - width - indent : frame.x + indent;
}
