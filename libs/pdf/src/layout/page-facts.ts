import type { Box } from '../content/matrix.js';
import type { Draft } from './draft-of.js';
import type { Frame } from './frame.js';
import type { PagePart } from './page-part.js';
import type { WorkingLine } from './working-line.js';

/** What is usual on a page: what is not stands out against it. */
export interface PageFacts {
  readonly angleDegrees: number;
  readonly bodySizePt: number;
  readonly isBodyBold: boolean;
  readonly isBodyMono: boolean;
  readonly blocks: number;
  /** The page, seen along most of its text. */
  readonly view: Box;
  /** Of the second line from the top, and of the last but one. */
  readonly secondBaseline: number;
  readonly lastBaselineButOne: number;
  frameOf(line: WorkingLine): Frame;
}

export function pageFacts(parts: readonly PagePart[], drafts: readonly Draft[]): PageFacts | undefined {
  const main = parts.toSorted((a, b) => lettersIn(b.lines) - lettersIn(a.lines))[0];
  if (!main) return undefined;
  const sizes = new Map<number, number>();
  for (const { sizePt, text } of main.lines) {
    const size = Math.round(sizePt * 2) / 2;
    sizes.set(size, (sizes.get(size) ?? 0) + text.length);
  }
  const [bodySizePt] = [...sizes].toSorted((a, b) => b[1] - a[1])[0] ?? [10];
  const all = lettersIn(main.lines);
  const heights = [...new Set(main.lines.map(({ baseline }) => Math.round(baseline)))];
  const frames = new Map(parts.flatMap(({ frame, lines }) => lines.map((line) => [line, frame] as const)));
  return {
    angleDegrees: main.frame.angleDegrees,
    bodySizePt,
    isBodyBold: lettersIn(main.lines.filter(({ isBold }) => isBold)) > 0.5 * all,
    isBodyMono: lettersIn(main.lines.filter(({ isMono }) => isMono)) > 0.5 * all,
    blocks: drafts.length,
    view: main.view,
    secondBaseline: heights[1] ?? -Infinity,
    lastBaselineButOne: heights.at(-2) ?? Infinity,
    frameOf: (line) => frames.get(line) ?? main.frame,
  };
}

const lettersIn = (lines: readonly WorkingLine[]) => lines.reduce((sum, { text }) => sum + text.length, 0);
