import type { PlacedGlyph } from './block.js';
import { hasLetter, isGreek, isMathematical, isUnreadable } from './characters.js';
import { isLong, leaderIn } from './leaders.js';
import { isSpace, type Token, type WorkingLine } from './working-line.js';

/** Which tokens of a line are parts of formulas and stay as they are; spaces only between such parts. */
export function formulaTokens(line: WorkingLine, isGreekText: boolean): boolean[] {
  const { tokens } = line;
  const isFormula = tokens.map((token) => !isSpace(token) && isFormulaGlyph(token, isGreekText));
  if (line.hasLetters) markBlanks(tokens, isFormula);
  // Twice: what the first round brings in may stand beside something else.
  for (let round = 0; round < 2; round++) {
    for (let at = 0; at < tokens.length; at++) {
      if (!isFormula[at] || isSpace(tokens[at] as Token)) continue;
      bridge(line, isFormula, at);
      if (isMark(tokens[at] as PlacedGlyph)) continue;
      spread(tokens, isFormula, at, 1);
      spread(tokens, isFormula, at, -1);
    }
  }
  return isFormula;
}

/** Text in Greek, where its letters are no variables. */
export function isInGreek(lines: readonly WorkingLine[]): boolean {
  const letters = lines.flatMap(({ glyphs }) => glyphs).filter(({ glyph }) => hasLetter(glyph.unicode));
  return letters.length > 3 && letters.filter(({ glyph }) => isGreek(glyph.unicode)).length > letters.length / 2;
}

function isFormulaGlyph({ glyph, isScript }: PlacedGlyph, isGreekText: boolean) {
  const { font } = glyph.show;
  if (font.isMath || isScript || isMathematical(glyph.unicode) || isUnreadable(glyph.unicode)) return true;
  return isGreek(glyph.unicode) && !isGreekText;
}

/** What is to be filled in within a sentence stays as it is, too. */
function markBlanks(tokens: readonly Token[], isFormula: boolean[]) {
  for (let leader = leaderIn(tokens, 0); leader; leader = leaderIn(tokens, leader.end))
    if (leader.isBlank || isLong(leader)) isFormula.fill(true, leader.start, leader.end);
}

/** A raised figure in the font of the text refers to a note: what it stands after is no part of it. */
export const isMark = ({ glyph, isScript }: PlacedGlyph) =>
  isScript && !glyph.show.font.isMath && /^[\p{L}\d*†‡§¶,[\]()]+$/u.test(glyph.unicode);

/** Operators, numbers and brackets between two parts of a formula belong to it. */
function bridge({ tokens, sizePt }: WorkingLine, isFormula: boolean[], at: number) {
  let end = at + 1;
  while (end < tokens.length && !(isFormula[end] && !isSpace(tokens[end] as Token)) && mayBeBetween(tokens[end])) end++;
  if (end >= tokens.length || !isFormula[end] || end === at + 1) return;
  const between = tokens.slice(at + 1, end);
  if (between.some((token) => isSpace(token) && token.widthPt > 0.6 * sizePt)) return;
  const isEnumeration = between.every((token) => isSpace(token) || /[,.;:]/.test(token.glyph.unicode));
  if (isEnumeration && between.some(isSpace) && !isOneExpression(tokens, isFormula, { at, end, sizePt })) return;
  isFormula.fill(true, at + 1, end);
}

/** Longer ones keep the places where their lines may be broken. */
const longestJoinedEms = 9;

/** A sign between a space and what it relates, such as `x ∈ U`. */
function isOneExpression(
  tokens: readonly Token[],
  isFormula: readonly boolean[],
  { at, end, sizePt }: { readonly at: number; readonly end: number; readonly sizePt: number },
) {
  if (end !== at + 2) return false;
  let first = at;
  while (isFormula[first - 1]) first--;
  let last = end;
  while (isFormula[last + 1]) last++;
  const from = tokens[first] as PlacedGlyph;
  const to = tokens[last] as PlacedGlyph;
  if (to.endX - from.x > longestJoinedEms * sizePt) return false;
  return [tokens[at], tokens[end]].some((token) => token && !isSpace(token) && relation.test(token.glyph.unicode));
}

const relation = /[=<>≤≥≠≈∼≅≡∈∉⊂⊆⊃⊇∪∩∖→←↔⇒⇔↦×·∘◦±+−∧∨]/u;

const mayBeBetween = (token: Token | undefined) =>
  token !== undefined && (isSpace(token) || /^[-+=<>±×·*/^()[\]{}|,.:;0-9'′]$/u.test(token.glyph.unicode));

/** Operators, numbers and brackets that touch a part of a formula belong to it. */
function spread(tokens: readonly Token[], isFormula: boolean[], from: number, step: 1 | -1) {
  for (let at = from + step; at >= 0 && at < tokens.length && !isFormula[at]; at += step) {
    const token = tokens[at] as Token;
    if (isSpace(token) || !/^[-+=<>±×·*/()[\]{}|0-9]$/u.test(token.glyph.unicode)) return;
    isFormula[at] = true;
  }
}
