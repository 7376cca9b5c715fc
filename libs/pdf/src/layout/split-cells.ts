import { isMarked, isRowMark, isRowNumber } from './row-marks.js';
import { glyphsIn, isSpace, lineOfTokens, type Token, type WorkingGlyph, type WorkingLine } from './working-line.js';

/**
 * `before bed?   yes  no`: where the text of one cell nearly reaches the next, only the column tells that they are two.
 * Columns are where, on lines above and below, text starts beside other text.
 */
export function splitCells(lines: readonly WorkingLine[]): WorkingLine[] {
  const starts = lines.filter((line) => line.neighbours.some(({ endX }) => endX < line.x));
  return lines.flatMap((line) => splitLine(line, starts));
}

function splitLine(line: WorkingLine, starts: readonly WorkingLine[]): WorkingLine[] {
  const at = line.tokens.findIndex(
    (token, index) => isSpace(token) && (startsCell(line, index, starts) || startsField(line, index)),
  );
  if (at < 0) return [line];
  const [before, behind] = [line.tokens.slice(0, at), line.tokens.slice(at + 1)];
  return [lineOfTokens(before, line), ...splitLine(lineOfTokens(behind, line), starts)];
}

const nearLines = 6;

function startsCell({ tokens, baseline, sizePt }: WorkingLine, at: number, starts: readonly WorkingLine[]) {
  const [before, space, after] = [tokens[at - 1], tokens[at], tokens[at + 1]] as (Token | undefined)[];
  if (!before || !space || !after || isSpace(before) || isSpace(after)) return false;
  const gapPt = after.x - before.endX;
  const changesWeight = before.glyph.show.font.isBold !== after.glyph.show.font.isBold;
  if (gapPt < (changesWeight ? 0.3 : 0.6) * sizePt) return false;
  const near = starts.filter(
    (line) => Math.abs(line.x - after.x) < 1 && Math.abs(line.baseline - baseline) < nearLines * 1.3 * sizePt,
  );
  return near.length > 1;
}

/** `31a  Alimony paid  b Recipient`: on a line with a number, a mark of another weight names the next field. */
function startsField(line: WorkingLine, at: number) {
  if (!isMarked(line, isRowNumber)) return false;
  const { tokens } = line;
  const end = tokens.findIndex((token, index) => index > at && isSpace(token));
  const [before, behind] = [tokens[at - 1], tokens[end + 1]];
  if (end < 0 || !before || !behind || isSpace(before) || isSpace(behind)) return false;
  const mark = glyphsIn(tokens.slice(at + 1, end));
  const isOther = mark.every(({ glyph }) => glyph.show.font.isBold) && !isBold(before) && !isBold(behind);
  return isOther && isRowMark({ text: mark.map(({ text }) => text).join('') });
}

const isBold = ({ glyph }: WorkingGlyph) => glyph.show.font.isBold;
