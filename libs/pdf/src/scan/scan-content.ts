import type { Matrix } from '../content/matrix.js';
import { boxAfter } from '../content/matrix.js';
import type { ContentStream, FontFacts, Glyph, PageContent, TextShow, TextState } from '../content/page-content.js';
import { intoFrame } from '../layout/frame.js';
import type { ScanLine, ScanPage, ScanWord } from './scan-page.js';

/**
 * The page as if its text had been written in it, upright, so that it can be read like any other: one show for each line,
 * one glyph for each sign, all signs of a word equally wide. Its shows stand nowhere in the page's bytes.
 */
export function scanContent(content: PageContent, scan: ScanPage): PageContent {
  const stream = content.streams[0];
  if (!stream) throw new Error('A page has a content stream of its own');
  const glyphs: Glyph[] = [];
  const shows = scan.lines.map((line, index) => showOf({ line, index, scan, stream }, glyphs));
  return {
    ...content,
    view: boxAfter(intoFrame(scan.angleDegrees), content.view),
    rotation: 0,
    streams: [stream],
    shows,
    glyphs,
    paths: scan.obstacles.map((box) => ({ ...unpainted, stream, box })),
    images: [],
    forms: [],
    links: [],
    fields: [],
  };
}

/** Paths that only stand in the way. */
const unpainted = {
  start: 0,
  end: 0,
  isFilled: true,
  isStroked: false,
  fill: '',
  subpaths: 1,
  ctm: [1, 0, 0, 1, 0, 0] as const,
};

interface Place {
  readonly line: ScanLine;
  readonly index: number;
  readonly scan: ScanPage;
  readonly stream: ContentStream;
}

function showOf({ line, index, scan, stream }: Place, glyphs: Glyph[]): TextShow {
  const [first] = line.words as [ScanWord, ...ScanWord[]];
  const own: Glyph[] = [];
  const show: TextShow = {
    index,
    stream,
    start: 0,
    end: 0,
    operator: 'Tj',
    spacings: [],
    state: stateOf(line, first.x),
    font: fontOf(scan, line),
    elements: [],
    bytesPerCode: 2,
    glyphs: own,
    advance: 0,
    isVertical: false,
    markedContent: [],
  };
  for (const word of line.words) addWord(word, { line, show, own, glyphs });
  return show;
}

interface Into {
  readonly line: ScanLine;
  readonly show: TextShow;
  readonly own: Glyph[];
  readonly glyphs: Glyph[];
}

const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;

function addWord(word: ScanWord, { line, show, own, glyphs }: Into) {
  const texts = [...signs.segment(word.text)].map(({ segment }) => segment);
  const inPlace = rightToLeft.test(word.text) ? texts.toReversed() : texts;
  const widthPt = (word.endX - word.x) / texts.length;
  for (const [at, unicode] of inPlace.entries()) {
    const x = word.x + at * widthPt;
    const glyph: Glyph = {
      index: glyphs.length,
      show,
      unicode,
      element: 0,
      offset: 0,
      length: 0,
      x: x - (own[0]?.origin[0] ?? x),
      advance: widthPt,
      origin: [x, line.baseline],
      direction: [1, 0],
      sizePt: line.sizePt,
      widthPt,
      isMirrored: false,
      isSpace: false,
    };
    own.push(glyph);
    glyphs.push(glyph);
  }
}

/** Its name stands for all that is known of it. Even widths are no sign of code here: people have typewriters. */
const fontOf = ({ isSerif }: ScanPage, { isBold }: ScanLine): FontFacts => ({
  name: `Scan${isSerif ? 'Serif' : 'Sans'}${isBold ? 'Bold' : ''}`,
  isBold,
  isItalic: false,
  isMono: false,
  isSerif,
  isMath: false,
  isComposite: true,
  isType3: false,
});

function stateOf({ baseline, sizePt, fill }: ScanLine, x: number): TextState {
  const matrix: Matrix = [1, 0, 0, 1, x, baseline];
  return {
    textMatrix: matrix,
    lineMatrix: matrix,
    ctm: [1, 0, 0, 1, 0, 0],
    fontName: undefined,
    fontSize: sizePt,
    characterSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    rise: 0,
    renderMode: 0,
    fill,
    isFillInherited: false,
    advanceInLine: 0,
  };
}
