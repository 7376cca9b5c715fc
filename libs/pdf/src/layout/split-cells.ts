import { median } from './median.js';
import { isMarked, isRowMark, isRowNumber } from './row-marks.js';
import { glyphsIn, isSpace, lineOfTokens, type Token, type WorkingGlyph, type WorkingLine } from './working-line.js';

/**
 * `before bed?   yes  no`: where the text of one cell nearly reaches the next, only the column tells that they are two.
 * Columns are where, on lines above and below, text starts beside other text, or far behind it.
 */
export function splitCells(lines: readonly WorkingLine[]): WorkingLine[] {
  const starts = lines.flatMap(startsOn);
  return lines.flatMap((line) => splitLine(line, starts));
}

interface Start {
  readonly x: number;
  readonly baseline: number;
}

/** Between two words of a line. */
interface Gap {
  readonly at: number;
  readonly before: WorkingGlyph;
  readonly after: WorkingGlyph;
  readonly widthPt: number;
  readonly changesWeight: boolean;
  /** Spaces. */
  readonly drawn: number;
}

function startsOn(line: WorkingLine): Start[] {
  const { x, baseline, sizePt } = line;
  const gaps = gapsIn(line);
  const wide = gaps.filter((gap) => isWide(gap, gaps, sizePt)).map(({ after }) => ({ x: after.x, baseline }));
  return line.neighbours.some(({ endX }) => endX < x) ? [{ x, baseline }, ...wide] : wide;
}

function gapsIn({ tokens }: WorkingLine): Gap[] {
  return tokens.flatMap((space, at) => {
    const [before, after] = [tokens[at - 1], tokens[at + 1]] as (Token | undefined)[];
    if (!isSpace(space) || !before || !after || isSpace(before) || isSpace(after)) return [];
    const widthPt = Math.max(after.x - before.endX, before.x - after.endX);
    return [{ at, before, after, widthPt, changesWeight: isBold(before) !== isBold(after), drawn: space.drawn }];
  });
}

/** The words of a justified line may all be far apart. */
function isWide({ at, widthPt, changesWeight }: Gap, gaps: readonly Gap[], sizePt: number) {
  if (changesWeight) return widthPt > 0.5 * sizePt;
  const others = gaps.filter((gap) => gap.at !== at && !gap.changesWeight).map((gap) => gap.widthPt);
  return widthPt > 0.8 * sizePt && (!others.length || widthPt > 1.6 * median(others));
}

function splitLine(line: WorkingLine, starts: readonly Start[]): WorkingLine[] {
  const gap = gapsIn(line).find(
    (one) => startsCell(line, one, starts) || isSpacedApart(line, one) || startsField(line, one),
  );
  if (!gap) return [line];
  const [before, behind] = [line.tokens.slice(0, gap.at), line.tokens.slice(gap.at + 1)];
  return [lineOfTokens(before, line), ...splitLine(lineOfTokens(behind, line), starts)];
}

const nearLines = 6;

function startsCell(
  { baseline, sizePt }: WorkingLine,
  { after, widthPt, changesWeight }: Gap,
  starts: readonly Start[],
) {
  if (widthPt < (changesWeight ? 0.3 : 0.6) * sizePt) return false;
  const near = starts.filter((start) => {
    const rise = Math.abs(start.baseline - baseline);
    return Math.abs(start.x - after.x) < 1 && rise > 0.1 && rise < nearLines * 1.3 * sizePt;
  });
  return near.length > 1;
}

/** `yes    no`: nobody puts so many spaces between the words of a sentence. */
const isSpacedApart = ({ sizePt, isMono }: WorkingLine, { drawn, widthPt }: Gap) =>
  !isMono && drawn > 2 && widthPt > 0.6 * sizePt;

/** `31a  Alimony paid  b Recipient`: on a line with a number, a mark of another weight names the next field. */
function startsField(line: WorkingLine, { at, before }: Gap) {
  if (!isMarked(line, isRowNumber)) return false;
  const { tokens } = line;
  const end = tokens.findIndex((token, index) => index > at && isSpace(token));
  const behind = tokens[end + 1];
  if (end < 0 || !behind || isSpace(behind)) return false;
  const mark = glyphsIn(tokens.slice(at + 1, end));
  return mark.every(isBold) && !isBold(before) && !isBold(behind) && isRowMark({ text: textOf(mark) });
}

const textOf = (glyphs: readonly WorkingGlyph[]) => glyphs.map(({ text }) => text).join('');
const isBold = ({ glyph }: WorkingGlyph) => glyph.show.font.isBold;
