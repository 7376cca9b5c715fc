import { ContentLexer } from '../content/content-lexer.js';
import { noFont } from '../content/font-facts.js';
import { apply, type Box, type Matrix } from '../content/matrix.js';
import type { ContentStream, PageContent, TextShow, TextState } from '../content/page-content.js';
import { intoFrame } from '../layout/frame.js';
import type { PlacedBlock } from '../typeset/placed.js';
import { movesBefore } from '../write/kept-text.js';
import { newText } from '../write/new-text.js';
import { matrixOperands, numberOperand } from '../write/operands.js';
import { StreamEdits } from '../write/stream-edits.js';
import type { Writing } from '../write/write-page.js';
import { writeStreams } from '../write/write-streams.js';
import type { ScanPage, ScanWord } from './scan-page.js';
import { wordsOfBlock } from './words-of-block.js';

/** Of a word's height: ink goes a little beyond what a recogniser says, of slanting letters most. */
const margin = { above: 0.08, beside: 0.14 };
/** Of a word's height: a wider gap between words is a gap in the text. */
const widestGap = 1;

/**
 * Paints the words of blocks over, each with the colour that it stands on, and sets their new text above. The picture
 * itself stays as it is; text that nobody sees, or can read, goes where it would be found beside the new one.
 */
export function writeScan(
  { pdf, embedder }: Writing,
  content: PageContent,
  { scan, placed }: { readonly scan: ScanPage; readonly placed: readonly PlacedBlock[] },
): PlacedBlock[] {
  const [stream] = content.streams;
  if (!stream || placed.length === 0) return [];
  const lines = placed.flatMap(({ block }) => wordsOfBlock(block, scan));
  const edits = new StreamEdits();
  removeText(content, { scan, words: lines.flat() }, edits);
  const show = freshShow(stream);
  const texts = placed.map((block) => newText(block, show, embedder)).join('');
  const back = intoFrame(-scan.angleDegrees);
  edits.replace(stream, { start: 0, end: 0 }, 'q\n');
  const end = { start: stream.bytes.length, end: stream.bytes.length };
  edits.replace(stream, end, `\n${restores(stream)}${painted(lines.flatMap(rectangles), back)}\nBT\n${texts}\nET\n`);
  writeStreams(pdf, content, edits);
  return [...placed];
}

const painted = (operators: readonly string[], back: Matrix) =>
  `q ${matrixOperands(back)} cm\n${operators.join('\n')}\nQ`;

/** One for each word, which reaches half the way to the next. */
const rectangles = (words: readonly ScanWord[]) =>
  words.map(({ x, endX, bottom, top, background }, index) => {
    const height = top - bottom;
    const half = (gap: number | undefined) =>
      Math.max(margin.beside * height, gap !== undefined && gap < widestGap * height ? 0.52 * gap : 0);
    const before = words[index - 1];
    const after = words[index + 1];
    const left = x - half(before && x - before.endX);
    const right = endX + half(after && after.x - endX);
    const sides = [left, bottom - margin.above * height, right - left, (1 + 2 * margin.above) * height];
    return `${background} ${sides.map(numberOperand).join(' ')} re f`;
  });

/** As many as the page's own content has left open, and ours. */
function restores({ bytes }: ContentStream) {
  const lexer = new ContentLexer(bytes);
  let open = 1;
  for (let operator = lexer.next(); operator; operator = lexer.next()) {
    if (operator.name === 'q') open += 1;
    if (operator.name === 'Q') open = Math.max(1, open - 1);
  }
  return 'Q\n'.repeat(open);
}

/** What lies invisibly over the picture, and what is painted over now. */
function removeText(
  { shows }: PageContent,
  { scan, words }: { readonly scan: ScanPage; readonly words: readonly ScanWord[] },
  edits: StreamEdits,
) {
  const matrix = intoFrame(scan.angleDegrees);
  const isCovered = ({ glyphs }: TextShow) =>
    glyphs.some(({ origin, isSpace }) => {
      const [x, y] = apply(matrix, origin);
      return !isSpace && words.some((word) => isInside([word.x, word.bottom, word.endX, word.top], x, y));
    });
  for (const show of shows) {
    if (show.state.renderMode === 3 || isCovered(show)) edits.replace(show.stream, show, movesBefore(show));
  }
}

const isInside = ([left, bottom, right, top]: Box, x: number, y: number) =>
  x >= left - 1 && x <= right + 1 && y >= bottom - 1 && y <= top + 1;

/** Where nothing has been said yet. */
function freshShow(stream: ContentStream): TextShow {
  const unmoved: Matrix = [1, 0, 0, 1, 0, 0];
  const state: TextState = {
    textMatrix: unmoved,
    lineMatrix: unmoved,
    ctm: unmoved,
    fontName: undefined,
    fontSize: 0,
    characterSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    rise: 0,
    renderMode: 0,
    fill: '0 g',
    isFillInherited: false,
    advanceInLine: 0,
  };
  return {
    index: 0,
    stream,
    start: 0,
    end: 0,
    operator: 'Tj',
    spacings: [],
    state,
    font: noFont,
    elements: [],
    bytesPerCode: 2,
    glyphs: [],
    advance: 0,
    isVertical: false,
    markedContent: [],
  };
}
