import type { Formula } from './block.js';
import { endsHyphenated, isCjk } from './characters.js';
import { formulaTokens, isInGreek } from './formula-tokens.js';
import { isSpace, type Token, type WorkingGlyph, type WorkingLine } from './working-line.js';

/** What is read in a block, glyph by glyph. `glyph` is undefined of the spaces between words. */
export type Reading = ReadText | ReadFormula;
export interface ReadText {
  text: string;
  readonly glyph?: WorkingGlyph;
  readonly line: WorkingLine;
}
export interface ReadFormula {
  readonly formula: Formula;
}

export function readText(lines: readonly WorkingLine[]): Reading[] {
  const isGreekText = isInGreek(lines);
  const readings: Reading[] = [];
  let formulas = 0;
  lines.forEach((line, at) => {
    const above = lines[at - 1];
    if (above) joinLines(readings, above, line);
    const isFormula = formulaTokens(line, isGreekText);
    for (let from = 0; from < line.tokens.length;) {
      let to = from + 1;
      if (isFormula[from]) {
        while (isFormula[to]) to++;
        readings.push({ formula: formulaOf(line, line.tokens.slice(from, to), formulas++) });
      } else readings.push(readToken(line, line.tokens[from] as Token));
      from = to;
    }
  });
  return withSingleSpaces(readings);
}

export const isText = (reading: Reading): reading is ReadText => 'text' in reading;

const readToken = (line: WorkingLine, token: Token): ReadText =>
  isSpace(token) ? { text: ' ', line } : { text: token.text, glyph: token, line };

function formulaOf(line: WorkingLine, tokens: readonly Token[], id: number): Formula {
  const glyphs = tokens.filter((token) => !isSpace(token)) as WorkingGlyph[];
  return {
    id,
    glyphs,
    x: Math.min(...glyphs.map(({ x }) => x)),
    endX: Math.max(...glyphs.map(({ endX }) => endX)),
    baseline: line.baseline,
    paths: [],
  };
}

/** A word that was broken becomes one again. */
function joinLines(readings: Reading[], above: WorkingLine, line: WorkingLine) {
  const last = readings.at(-1);
  const first = line.text[0] ?? '';
  if (last && isText(last) && endsHyphenated(above.text)) {
    if (last.text.endsWith('\u00ad') || /^\p{Ll}/u.test(first)) {
      if (!isConjunction(line.text)) {
        last.text = last.text.replace(/[-\u00ad\u2010]$/u, '');
        return;
      }
    } else if (/^[\p{Lu}\p{N}]/u.test(first)) return;
  }
  if (isCjk(above.text.at(-1) ?? '') && isCjk(first)) return;
  readings.push({ text: ' ', line });
}

/** `Vor- und Nachteile`: the hyphen stands for a word that comes later. */
const isConjunction = (text: string) =>
  /^(and|or|und|oder|bzw|sowie|et|ou|y|e|o|i|a|en|of|och|och|eller)\b/u.test(text);

/** None at the ends, one in a row. */
function withSingleSpaces(readings: readonly Reading[]) {
  const kept: Reading[] = [];
  for (const reading of readings) {
    if (isText(reading) && !reading.text) continue;
    const last = kept.at(-1);
    if (isBlankText(reading) && (!last || isBlankText(last))) continue;
    kept.push(reading);
  }
  while (kept.length && isBlankText(kept.at(-1) as Reading)) kept.pop();
  return kept;
}

const isBlankText = (reading: Reading) => isText(reading) && !reading.text.trim();
