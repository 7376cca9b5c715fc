import type { TextSpan } from '../document/document.js';
import type { PlacedBlock, PlacedLine } from '../typeset/placed.js';

export interface SpanSegment {
  readonly x: number;
  readonly endX: number;
  readonly baseline: number;
  readonly sizePt: number;
}

/** Where in its new lines a span stands, in the block's frame: one segment for each stretch without a break. */
export function spanSegments({ lines }: PlacedBlock, isMeant: (span: TextSpan) => boolean): SpanSegment[] {
  return lines.flatMap((line) => segmentsOf(line, isMeant));
}

function segmentsOf({ runs, baseline }: PlacedLine, isMeant: (span: TextSpan) => boolean) {
  const segments: SpanSegment[] = [];
  let isOpen = false;
  for (const run of runs) {
    // A formula in the middle of a span belongs to it.
    if ('formula' in run) continue;
    const isInside = run.span !== undefined && isMeant(run.span);
    const current = segments.at(-1);
    const end = run.x + run.widthPt;
    if (isInside && isOpen && current) segments.splice(-1, 1, { ...current, endX: end });
    else if (isInside) segments.push({ x: run.x, endX: end, baseline, sizePt: run.sizePt });
    isOpen = isInside;
  }
  return segments;
}
