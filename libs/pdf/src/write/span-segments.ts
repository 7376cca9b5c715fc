import type { TextSpan } from '../document/document.js';
import type { GlyphRun, PlacedBlock, PlacedLine, ShapedGlyph } from '../typeset/placed.js';

export interface SpanSegment {
  readonly x: number;
  readonly endX: number;
  readonly baseline: number;
  readonly sizePt: number;
}

/** Where in its new lines a span stands, in the block's frame: one segment for each stretch without a break. */
export function spanSegments(
  { lines }: PlacedBlock,
  isMeant: (span: TextSpan) => boolean,
  /** Spaces between two spans are of both. */
  isOne: (span: TextSpan, next: TextSpan) => boolean = () => false,
): SpanSegment[] {
  return lines.flatMap((line) =>
    segmentsOf(line, (run, before, next) => {
      if (run.span) return isMeant(run.span);
      return Boolean(before && next && isBlank(run) && isMeant(before) && isMeant(next) && isOne(before, next));
    }),
  );
}

type IsInside = (run: GlyphRun, before: TextSpan | undefined, next: TextSpan | undefined) => boolean;

function segmentsOf({ runs: all, baseline }: PlacedLine, isInsideOf: IsInside) {
  const segments: SpanSegment[] = [];
  let isOpen = false;
  // A formula in the middle of a span belongs to it.
  const runs = all.filter((run) => 'glyphs' in run);
  for (const [at, run] of runs.entries()) {
    const isInside = isInsideOf(run, runs[at - 1]?.span, runs[at + 1]?.span);
    const current = segments.at(-1);
    if (isInside && isOpen && current) segments.splice(-1, 1, { ...current, endX: endOf(run) ?? current.endX });
    else if (isInside) segments.push({ ...startOf(run), baseline, sizePt: run.sizePt });
    isOpen = isInside;
  }
  return segments;
}

/** Spaces before and after its words are not of it. */
const startOf = (run: GlyphRun) => {
  const words = run.glyphs.findIndex(isShown);
  const x = run.x + widthOf(run.glyphs.slice(0, Math.max(0, words)));
  return { x, endX: endOf(run) ?? x };
};

function endOf(run: GlyphRun): number | undefined {
  const last = run.glyphs.findLastIndex(isShown);
  return last < 0 ? undefined : run.x + widthOf(run.glyphs.slice(0, last + 1));
}

const isBlank = ({ glyphs }: GlyphRun) => !glyphs.some(isShown);
const isShown = ({ text }: ShapedGlyph) => !/^\p{Zs}+$/u.test(text);

const widthOf = (glyphs: readonly ShapedGlyph[]) => glyphs.reduce((sum, { advancePt }) => sum + advancePt, 0);
