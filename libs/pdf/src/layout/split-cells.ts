import { isMarked, isRowMark, isRowNumber } from './row-marks.js';
import { glyphsIn, isSpace, lineOfTokens, type Token, type WorkingGlyph, type WorkingLine } from './working-line.js';

/**
 * `before bed?   yes  no`: where the text of one cell nearly reaches the next, only the column tells that they are two.
 * Columns are where, on lines above and below, text starts beside other text, or far behind it.
 */
export function splitCells(lines: readonly WorkingLine[]): WorkingLine[] {
  const starts: StartIndex = Map.groupBy(lines.flatMap(startsOn), ({ x }) => Math.floor(x));
  return lines.flatMap((line) => splitLine(line, starts));
}

interface Start {
  readonly x: number;
  readonly baseline: number;
}

/** By whole points. */
type StartIndex = ReadonlyMap<number, readonly Start[]>;

const startsNear = (starts: StartIndex, x: number) =>
  [-1, 0, 1].flatMap((step) => starts.get(Math.floor(x) + step) ?? []);

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
  const isWide = widerThanOthers(gaps, sizePt);
  const wide = gaps.filter(isWide).map(({ after }) => ({ x: after.x, baseline }));
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
function widerThanOthers(gaps: readonly Gap[], sizePt: number) {
  const widths = gaps.filter(({ changesWeight }) => !changesWeight).map(({ widthPt }) => widthPt);
  const sorted = widths.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) >> 1;
  return ({ widthPt, changesWeight }: Gap) => {
    if (changesWeight) return widthPt > 0.5 * sizePt;
    if (widthPt <= 0.8 * sizePt) return false;
    // The median of all but this one.
    const median = (sorted[middle] as number) < widthPt ? sorted[middle] : sorted[middle + 1];
    return sorted.length === 1 || widthPt > 1.6 * (median ?? 0);
  };
}

function splitLine(line: WorkingLine, starts: StartIndex): WorkingLine[] {
  const gaps = gapsIn(line);
  const isSpacedApart = spacedApart(line, gaps);
  const mayHaveFields = isMarked(line, isRowNumber);
  const ends: number[] = [];
  gaps.forEach((gap, at) => {
    const isField = mayHaveFields && !ends.length && startsField(line, gap, gaps[at + 1]);
    if (isField || startsCell(line, gap, starts) || isSpacedApart(gap)) ends.push(gap.at);
  });
  if (!ends.length) return [line];
  return [-1, ...ends].map((end, at) => lineOfTokens(line.tokens.slice(end + 1, ends[at]), line));
}

const nearLines = 6;

function startsCell({ baseline, sizePt }: WorkingLine, { after, widthPt, changesWeight }: Gap, starts: StartIndex) {
  if (widthPt < (changesWeight ? 0.3 : 0.6) * sizePt) return false;
  let found = 0;
  for (const start of startsNear(starts, after.x)) {
    const rise = Math.abs(start.baseline - baseline);
    if (Math.abs(start.x - after.x) < 1 && rise > 0.1 && rise < nearLines * 1.3 * sizePt) found++;
    if (found > 1) return true;
  }
  return false;
}

/** `yes    no`: nobody puts so many spaces between the words of a sentence, but some do behind it. */
function spacedApart({ sizePt, isMono, neighbours, tokens }: WorkingLine, gaps: readonly Gap[]) {
  const apart = gaps.filter(
    ({ drawn, widthPt, before }) => drawn > 2 && widthPt > 0.6 * sizePt && !/[.!?:]$/.test(before.text),
  );
  const ends = [...apart.map(({ at }) => at), tokens.length];
  const areShort = ends.every((end, at) => end - (ends[at - 1] ?? -1) - 1 <= longestChoice);
  const found = new Set(!isMono && (areShort || neighbours.length) ? apart : []);
  return (gap: Gap) => found.has(gap);
}

/** Signs. */
const longestChoice = 25;

/** `31a  Alimony paid  b Recipient`: on a line with a number, a mark of another weight names the next field. */
function startsField({ tokens }: WorkingLine, { at, before }: Gap, next: Gap | undefined) {
  if (!next || isBold(next.after)) return false;
  const mark = glyphsIn(tokens.slice(at + 1, next.at));
  return mark.every(isBold) && !isBold(before) && isRowMark({ text: textOf(mark) });
}

const textOf = (glyphs: readonly WorkingGlyph[]) => glyphs.map(({ text }) => text).join('');
const isBold = ({ glyph }: WorkingGlyph) => glyph.show.font.isBold;
