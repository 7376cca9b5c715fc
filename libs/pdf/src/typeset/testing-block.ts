import type { PageContent } from '../content/page-content.js';
import type { Block, Formula, Obstacles, TextLine } from '../layout/block.js';

export interface TestBlock extends Partial<Omit<Block, 'lines' | 'obstacles'>> {
  /** Where its first baseline starts, and its width. */
  readonly at?: readonly [x: number, baseline: number];
  readonly widthPt?: number;
  readonly lineCount?: number;
  readonly obstacles?: { -readonly [Kind in keyof Obstacles]?: Obstacles[Kind] };
}

/** A block of Times at 10 points with lines 12 points apart, unless a test says otherwise. For tests. */
export function testBlock(wishes: TestBlock = {}): Block {
  const { at: [x, firstBaseline] = [72, 700], widthPt = 200, lineCount = 1, obstacles = {}, ...rest } = wishes;
  const sizePt = wishes.sizePt ?? 10;
  const leadingPt = lineCount > 1 ? (wishes.leadingPt ?? 1.2 * sizePt) : 0;
  const lines = Array.from({ length: lineCount }, (_, index) =>
    testLine([x, firstBaseline - index * leadingPt], widthPt, sizePt),
  );
  return {
    id: '1-0',
    page: {} as PageContent,
    order: 0,
    role: 'body',
    angleDegrees: 0,
    lines,
    x,
    endX: x + widthPt,
    firstBaseline,
    lastBaseline: firstBaseline - (lineCount - 1) * leadingPt,
    columnX: x,
    columnEndX: x + widthPt,
    neighbourLines: lineCount,
    alignment: 'left',
    indentPt: 0,
    style: { isBold: false, isItalic: false, isMono: false, isSerif: true },
    fill: '0 g',
    renderMode: 0,
    spans: [],
    formulas: [],
    rules: [],
    text: [],
    isRightToLeft: false,
    ...rest,
    sizePt,
    leadingPt,
    obstacles: {
      lines: [...lines, ...(obstacles.lines ?? [])],
      paths: obstacles.paths ?? [],
      panels: obstacles.panels ?? new Set(),
      images: obstacles.images ?? [],
    },
  };
}

export const testLine = ([x, baseline]: readonly [number, number], widthPt: number, sizePt = 10): TextLine => ({
  tokens: [],
  text: '',
  x,
  endX: x + widthPt,
  baseline,
  sizePt,
});

export const testFormula = (id: number, widthPt: number): Formula => ({
  id,
  glyphs: [],
  x: 300,
  endX: 300 + widthPt,
  baseline: 650,
  paths: [],
});
