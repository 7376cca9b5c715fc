import { bidi } from '../layout/bidi.js';
import type { FormulaItem, TextItem } from './segment.js';
import { formulaMark, rightToLeftLetter, type Paragraph } from './paragraph.js';

/** An item of a line. */
export type LineItem = (TextItem | FormulaItem) & {
  /** Between words: what a line has too much or too little goes here. */
  readonly isSpace?: boolean;
  /** Between signs that are written without spaces. */
  readonly stretchesBehind?: boolean;
  readonly gap?: number;
};

export type VisualItem = LineItem & { readonly isRightToLeft: boolean };

/** Levels of embedding, one for each UTF-16 unit (UAX #9); undefined where all goes from left to right. */
export function levelsOf({ text, isRightToLeft }: Paragraph): Uint8Array | undefined {
  if (!isRightToLeft && !rightToLeftLetter.test(text)) return undefined;
  return bidi.getEmbeddingLevels(text, isRightToLeft ? 'rtl' : 'ltr').levels;
}

/** The items of a line from left to right. */
export function visualOrder(items: readonly LineItem[], levels: Uint8Array | undefined): VisualItem[] {
  if (!levels) return items.map((item) => ({ ...item, isRightToLeft: false }));
  const pieces = items.flatMap((item) => cutByLevel(item, levels));
  const highest = Math.max(0, ...pieces.map(({ level }) => level));
  let order = pieces;
  for (let level = highest; level >= 1; level--) order = withRunsReversed(order, level);
  return order.map(({ item, level }) => ({ ...item, isRightToLeft: level % 2 === 1 }));
}

interface Piece {
  readonly item: LineItem;
  readonly level: number;
}

function cutByLevel(item: LineItem, levels: Uint8Array): Piece[] {
  const text = 'formula' in item ? formulaMark : item.text;
  const levelAt = (index: number) => levels[Math.min(item.start + index, levels.length - 1)] ?? 0;
  if ('formula' in item) return [{ item, level: levelAt(0) }];
  const pieces: Piece[] = [];
  for (let start = 0, end = 0; start < text.length; start = end) {
    const level = levelAt(start);
    while (end < text.length && levelAt(end) === level) end++;
    pieces.push({ item: { ...item, text: text.slice(start, end), start: item.start + start }, level });
  }
  return pieces;
}

/** Rule L2. */
function withRunsReversed(pieces: readonly Piece[], level: number): Piece[] {
  const order: Piece[] = [];
  for (let start = 0, end = 0; start < pieces.length; start = end) {
    const isInRun = (pieces[start]?.level ?? 0) >= level;
    while (end < pieces.length && (pieces[end]?.level ?? 0) >= level === isInRun) end++;
    const run = pieces.slice(start, end);
    order.push(...(isInRun ? run.reverse() : run));
  }
  return order;
}
