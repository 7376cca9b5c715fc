import type { TextRule } from './block.js';
import type { PagePart } from './page-part.js';
import type { SpannedText } from './rich-text-of.js';
import { isOver, type LineRule } from './text-rules.js';

/** Rules of a block by the spans that they belong to: one that goes on under several spans is told for each. */
export function rulesOf({ rules }: PagePart, { readings }: SpannedText): TextRule[] {
  return [...readings].flatMap(([span, texts]) => {
    const found = new Set<LineRule>();
    for (const { line, glyph } of texts) {
      for (const rule of rules.get(line) ?? []) if (glyph && isOver(rule, glyph)) found.add(rule);
    }
    return [...found].map(({ drawn, kind, thicknessPt, risePt }) => ({
      path: drawn.path,
      span,
      kind,
      thicknessPt,
      risePt,
    }));
  });
}
