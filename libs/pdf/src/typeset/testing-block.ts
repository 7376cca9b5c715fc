import type { Glyph, PageContent } from '../content/page-content.js';
import type { FontStyle, TextSpan } from '../document/document.js';
import type { Block, Formula, Obstacles, PlacedGlyph, TextLine } from '../layout/block.js';

export interface TestBlock extends Partial<Omit<Block, 'lines' | 'obstacles'>> {
  /** Where its first baseline starts, and its width. */
  readonly at?: readonly [x: number, baseline: number];
  readonly widthPt?: number;
  readonly lineCount?: number;
  /** What its first line starts with, and how far behind that its text starts. */
  readonly label?: { readonly text: string; readonly widthPt: number };
  readonly obstacles?: { -readonly [Kind in keyof Obstacles]?: Obstacles[Kind] };
}

/** A block of Times at 10 points with lines 12 points apart, unless a test says otherwise. For tests. */
export function testBlock(wishes: TestBlock = {}): Block {
  const { at: [x, firstBaseline] = [72, 700], widthPt = 200, lineCount = 1, obstacles = {}, label, ...rest } = wishes;
  const sizePt = wishes.sizePt ?? 10;
  const leadingPt = lineCount > 1 ? (wishes.leadingPt ?? 1.2 * sizePt) : 0;
  const lines = Array.from({ length: lineCount }, (_, index) =>
    testLine([x, firstBaseline - index * leadingPt], widthPt, sizePt),
  );
  if (label && lines[0]) lines[0] = { ...lines[0], tokens: labelTokens(label, lines[0]) };
  return {
    id: '1-0',
    page: { view: [0, 0, 595, 842], glyphs: [] } as unknown as PageContent,
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

const testGlyph = (unicode: string, x: number, y: number): PlacedGlyph => ({
  glyph: { unicode, show: { font: { name: 'Times' } } } as Glyph,
  x,
  endX: x,
  y,
  isScript: false,
});

const labelTokens = (label: NonNullable<TestBlock['label']>, { x, baseline }: TextLine): TextLine['tokens'] => [
  testGlyph(label.text, x, baseline),
  { isGap: true, widthPt: 1 },
  testGlyph('a', x + label.widthPt, baseline),
];

/** A part of a block of Times. */
export const testSpan = (id: number, style: Partial<FontStyle>): TextSpan => ({
  id,
  style: { isBold: false, isItalic: false, isMono: false, isSerif: true, ...style },
  sizeRatio: 1,
  isUnderlined: false,
  isStruckThrough: false,
});

export const testFormula = (id: number, widthPt: number): Formula => ({
  id,
  glyphs: [],
  x: 300,
  endX: 300 + widthPt,
  baseline: 650,
  paths: [],
});
