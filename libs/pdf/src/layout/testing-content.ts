import { PdfDict } from '@libpdf/core';
import type { Box } from '../content/matrix.js';
import type { FontFacts, Glyph, LinkAnnotation, PageContent, PaintedPath, TextShow } from '../content/page-content.js';

/** Text whose glyphs are all half as wide as they are high; spaces are drawn. */
export interface TestingText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly sizePt?: number;
  readonly font?: Partial<FontFacts>;
  readonly fill?: string;
  readonly angleDegrees?: number;
  readonly isVertical?: boolean;
}

export interface TestingContent {
  readonly page?: number;
  readonly texts: readonly TestingText[];
  readonly paths?: readonly Box[];
  readonly images?: readonly Box[];
  readonly fields?: readonly Box[];
  readonly links?: readonly { readonly box: Box; readonly uri: string }[];
  readonly view?: Box;
}

/** A page as if it had been read from a file. For tests only. */
export function testingContent(design: TestingContent): PageContent {
  const dict = new PdfDict();
  const stream = { index: 0, kind: 'page' as const, bytes: new Uint8Array(), resources: dict, ownsResources: true };
  const glyphs: Glyph[] = [];
  const shows = design.texts.map((text, index) => showOf(text, { index, stream, glyphs }));
  return {
    page: design.page ?? 1,
    dict,
    view: design.view ?? [0, 0, 600, 800],
    rotation: 0,
    streams: [stream],
    shows,
    glyphs,
    paths: (design.paths ?? []).map((box): PaintedPath => ({ ...filled, stream, box })),
    images: design.images ?? [],
    fields: design.fields ?? [],
    forms: [],
    links: (design.links ?? []).map((link): LinkAnnotation => ({ dict, ...link })),
  };
}

/** Lines of one paragraph. */
export const testingLines = (
  lines: readonly string[],
  { leading = 12, ...first }: Omit<TestingText, 'text'> & { readonly leading?: number },
) => lines.map((text, index): TestingText => ({ sizePt: 10, ...first, y: first.y - index * leading, text }));

const filled = {
  isFilled: true,
  isStroked: false,
  fill: '0 g',
  subpaths: 1,
  ctm: [1, 0, 0, 1, 0, 0] as const,
  start: 0,
  end: 0,
};

const plainFont: FontFacts = {
  name: 'Plain',
  isBold: false,
  isItalic: false,
  isMono: false,
  isSerif: true,
  isMath: false,
  isComposite: false,
  isType3: false,
};

interface Into {
  readonly index: number;
  readonly stream: PageContent['streams'][number];
  readonly glyphs: Glyph[];
}

function showOf(design: TestingText, { index, stream, glyphs }: Into): TextShow {
  const { x, y, text, sizePt = 10, font = {}, fill = '0 g', angleDegrees = 0, isVertical = false } = design;
  const own: Glyph[] = [];
  const name = Object.keys(font).join('-') || plainFont.name;
  const show: TextShow = {
    index,
    stream,
    operator: 'Tj',
    spacings: [],
    state: { ...stateAt(x, y, sizePt), fill },
    font: { ...plainFont, name, ...font },
    elements: [new Uint8Array(text.length)],
    bytesPerCode: 1,
    glyphs: own,
    advance: text.length * 0.5,
    isVertical,
    markedContent: [],
    start: index,
    end: index,
  };
  const direction = [Math.cos((angleDegrees * Math.PI) / 180), Math.sin((angleDegrees * Math.PI) / 180)] as const;
  [...text].forEach((unicode, at) => {
    const along = at * 0.5 * sizePt;
    own.push({
      index: glyphs.length + at,
      show,
      unicode,
      element: 0,
      offset: at,
      length: 1,
      x: along,
      advance: 0.5 * sizePt,
      origin: [x + along * direction[0], y + along * direction[1]],
      direction,
      sizePt,
      widthPt: 0.5 * sizePt,
      isMirrored: false,
      isSpace: unicode === ' ',
    });
  });
  glyphs.push(...own);
  return show;
}

const stateAt = (x: number, y: number, sizePt: number): Omit<TextShow['state'], 'fill'> => ({
  textMatrix: [1, 0, 0, 1, x, y],
  lineMatrix: [1, 0, 0, 1, x, y],
  ctm: [1, 0, 0, 1, 0, 0],
  fontName: 'F1',
  fontSize: sizePt,
  characterSpacing: 0,
  wordSpacing: 0,
  horizontalScale: 1,
  rise: 0,
  renderMode: 0,
  isFillInherited: false,
  advanceInLine: 0,
});
