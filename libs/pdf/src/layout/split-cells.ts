import { isSpace, lineOfTokens, type Token, type WorkingLine } from './working-line.js';

/**
 * `before bed?   yes  no`: where the text of one cell nearly reaches the next, only the column tells that they are two.
 * Columns are where, on lines above and below, text starts beside other text.
 */
export function splitCells(lines: readonly WorkingLine[]): WorkingLine[] {
  const starts = lines.filter((line) => line.neighbours.some(({ endX }) => endX < line.x));
  if (starts.length < 2) return [...lines];
  return lines.flatMap((line) => {
    const at = line.tokens.findIndex((token, index) => isSpace(token) && startsCell(line, index, starts));
    if (at < 0) return [line];
    return [line.tokens.slice(0, at), line.tokens.slice(at + 1)].map((tokens) => lineOfTokens(tokens, line));
  });
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
